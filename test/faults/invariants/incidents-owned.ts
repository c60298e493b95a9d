import type { World } from '../world/world';
import { boardOf } from './board-of';

/** Every incident that is not over has a mission that answers for it, or headquarters sees on its board that nobody does. */
export async function checkOwners(world: World): Promise<string[]> {
  const unowned = await world.sql<{ id: string; code: string }>(
    "SELECT id, code FROM incidents_incident WHERE mission_id IS NULL AND state NOT IN ('closed', 'reviewed')",
  );
  if (unowned.length === 0) return [];
  const board = await boardOf(world, world.apis[0]?.origin ?? '');
  return unowned
    .filter(({ id }) => board.state.incidents[id]?.missionId !== null)
    .map(({ code }) => `${code} has no mission, and the board of headquarters does not say so`);
}
