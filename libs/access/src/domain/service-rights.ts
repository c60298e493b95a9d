import { type Refusal, refuse } from '@bongsu/kernel';
import { type RoleGrant, isOfPersons, permissions, rolesOfPersons } from '../contract';

const ALL_OF_SERVICES: readonly string[] = Object.keys(permissions).filter((permission) => !isOfPersons(permission));

/** What a service may use of what its roles carry; null = all that is open to services. */
export function permissionsOfService(permitted: readonly string[] | null): readonly string[] {
  return permitted?.filter((permission) => !isOfPersons(permission)) ?? ALL_OF_SERVICES;
}

/** Why a service may not have these roles and permissions; null when it may. */
export function refusedServiceRights(grants: readonly RoleGrant[], permitted: readonly string[] | null): Refusal | null {
  if (grants.some(({ role }) => rolesOfPersons.includes(role))) return refusedAt('grants');
  return permitted?.some(isOfPersons) === true ? refusedAt('permissions') : null;
}

const refusedAt = (field: 'grants' | 'permissions'): Refusal =>
  refuse(
    'invalid',
    'access.service-over-people',
    'A service has no say over accounts, rights and personal records.',
    'Choose a role other than administrator and privacy officer, and no permission of access.',
    { field },
  ).refusal;
