import type { Actor } from '@bongsu/platform';
import { type Permission, permissions } from '../contract';

/** Whoever holds grants: an actor, or somebody whose rights are asked about. */
export type Holder = Pick<Actor, 'grants' | 'only'>;

/**
 * Whether an actor may use a permission on something of a mission: one of its grants must carry the permission and cover the
 * mission. Without a mission (null): only a grant for the whole network covers it.
 */
export function may(actor: Holder, permission: Permission, missionId: string | null): boolean {
  return grantsWith(actor, permission).some(({ missions }) => missions === '*' || (missionId !== null && missions.includes(missionId)));
}

/** Whether an actor may use a permission anywhere at all; the guard of a route asks this before the use case asks {@link may}. */
export function mayAnywhere(actor: Holder, permission: Permission): boolean {
  return grantsWith(actor, permission).length > 0;
}

/** The missions on which an actor may use a permission, or the whole network. */
export function missionsWhere(actor: Holder, permission: Permission): '*' | readonly string[] {
  const grants = grantsWith(actor, permission);
  if (grants.some(({ missions }) => missions === '*')) return '*';
  return [...new Set(grants.flatMap(({ missions }) => missions as readonly string[]))];
}

function grantsWith(actor: Holder, permission: Permission): readonly Actor['grants'][number][] {
  if (actor.only !== undefined && !actor.only.includes(permission)) return [];
  const allowed: readonly string[] = permissions[permission];
  return actor.grants.filter(({ role, only }) => allowed.includes(role) && (only === undefined || only.includes(permission)));
}
