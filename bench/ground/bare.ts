import type { BareHouse } from '../processes/bare-house';
import { MORE_ENTRIES } from '../processes/history-rows';
import type { Ground } from './ground';
import { ENTRIES_EACH } from './histories';
import type { Partner } from './partner';

/** The bare house with as much of a past as a history of so many incidents; `board` is the text that a board gets at first. */
export async function bareHouse(
  ground: Ground,
  name: string,
  incidents: number,
  board = '{}',
): Promise<{ partner: Partner; origin: string }> {
  const partner = ground.partner('bare-house');
  const url = await ground.databases.empty(name);
  const past = { incidents, entriesEach: ENTRIES_EACH, moreOfTheNewest: MORE_ENTRIES };
  return { partner, origin: await partner.ask<string>('start', { url, board, ...past } satisfies BareHouse) };
}
