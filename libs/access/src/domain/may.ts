import type { Actor } from '@bongsu/platform';
import { type Permission, permissions } from '../contract';

/**
 * Whether an actor may use a permission on something of a mission: one of its grants must carry the permission and cover the
 * mission. Without a mission (null): only a grant for the whole network covers it.
 */
export function may(actor: Actor, permission: Permission, missionId: string | null): boolean {
  return grantsWith(actor, permission).some(({ missions }) => missions === '*' || (missionId !== null && missions.includes(missionId)));
}

/** Whether an actor may use a permission anywhere at all; the guard of a route asks this before the use case asks {@link may}. */
export function mayAnywhere(actor: Actor, permission: Permission): boolean {
  return grantsWith(actor, permission).length > 0;
}

/** The missions on which an actor may use a permission, or the whole network. */
export function missionsWhere(actor: Actor, permission: Permission): '*' | readonly string[] {
  const grants = grantsWith(actor, permission);
  if (grants.some(({ missions }) => missions === '*')) return '*';
  return [...new Set(grants.flatMap(({ missions }) => missions as readonly string[]))];
}

function grantsWith(actor: Actor, permission: Permission): readonly Actor['grants'][number][] {
  const allowed: readonly string[] = permissions[permission];
  return actor.grants.filter(({ role }) => allowed.includes(role));
}
