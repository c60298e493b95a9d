import type { Grant } from '@bongsu/platform';
import { type AccountView, type RoleGrant, permissions } from '../contract';
import type { Account } from '../storage/account.store';

/** What a person is told about her own account. */
export function accountView({ id, email, displayName, grants }: Account): AccountView {
  return { id, email, displayName, grants: [...grants], permissions: permissionsOf(grants) };
}

function permissionsOf(grants: readonly (Grant | RoleGrant)[]): string[] {
  const roles = new Set<string>(grants.map(({ role }) => role));
  return Object.entries(permissions).flatMap(([permission, allowed]) => (allowed.some((role) => roles.has(role)) ? [permission] : []));
}
