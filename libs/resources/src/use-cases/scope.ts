import { type Permission, missionsWhere } from '@bongsu/access';
import type { MissionDirectory } from '@bongsu/missions';
import type { Actor } from '@bongsu/platform';

/** Whose staff and stock one may read: one's own missions, a hub's members for its coordinator, everything for headquarters. */
export function readableMissions(actor: Actor, permission: Permission, directory: MissionDirectory): '*' | readonly string[] {
  const own = missionsWhere(actor, permission);
  if (own === '*') return '*';
  const hubs = actor.grants.filter(({ role }) => role === 'hub-coordinator').flatMap(({ missions }) => (missions === '*' ? [] : missions));
  const members = directory.list().filter(({ primaryHubId }) => primaryHubId !== null && hubs.includes(primaryHubId));
  return [...new Set([...own, ...members.map(({ id }) => id)])];
}
