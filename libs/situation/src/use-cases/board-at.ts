import type { Cut, JournalArchives, JournalReader } from '@bongsu/platform';
import { type BoardState, emptyBoard, reduceAll } from '../contract';
import type { VisibilityClass } from './visibility-class';

/** A board and how far into the journal it goes: always both together. */
export interface BoardAt {
  readonly position: number;
  readonly board: BoardState;
}

export const atTheBeginning = (): BoardAt => ({ position: 0, board: emptyBoard() });

/** Where a board begins that is kept nowhere: at the beginning, or where the archive ends, with what boards still need of it. */
export async function atTheCut(archives: JournalArchives, { position, at }: Cut, eyes: VisibilityClass): Promise<BoardAt> {
  if (at === null) return atTheBeginning();
  // The next part may have been put on record since: what it carries is read in the journal, as long as that has it.
  const carried = (await archives.carried()).filter((entry) => entry.position <= position && eyes.sees(entry));
  return { position, board: { ...reduceAll(emptyBoard(), carried), archivedUntil: at } };
}

const PAGE = 1_000;

/** The board one page further, not past `until`: it stands at `until` when nothing more was to be read. */
export async function onePageOn(
  reader: JournalReader,
  eyes: VisibilityClass,
  { position, board }: BoardAt,
  until: number,
): Promise<BoardAt> {
  const entries = await reader.visible(position, PAGE, eyes.visibility, until);
  const last = entries.length === PAGE ? entries.at(-1) : undefined;
  return { position: last?.position ?? until, board: reduceAll(board, entries) };
}
