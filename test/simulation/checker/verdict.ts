import { checkAcknowledged } from './acknowledged';
import { checkBoards } from './boards';
import { checkDeadlines } from './deadlines';
import { type Ended, rowsOf } from './ended';
import { checkJournal } from './journal';
import { checkPromises } from './promises';
import { checkShelves } from './shelves';

export interface Checked {
  readonly wrong: string[];
  readonly counts: { readonly entries: number; readonly acknowledged: number; readonly promises: number; readonly handedOut: number };
  /** How many entries of each kind the story wrote. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** Every invariant; each answers with what it found wrong. */
export async function verdictOn(ended: Ended): Promise<Checked> {
  const { database } = ended.story.server;
  const wrong = [
    ...ended.witness.wrong,
    ...database.secondFences,
    ...(ended.came ? [] : ['the house did not come to rest']),
    ...checkAcknowledged(ended),
    ...(await checkJournal(ended)),
    ...checkPromises(ended),
    ...checkDeadlines(ended),
    ...checkShelves(ended),
    ...checkBoards(ended),
  ];
  const counts = {
    entries: database.table('journal_entry').rows.size,
    acknowledged: ended.crowd.ledger.asked.filter(({ outcome }) => outcome === 'acknowledged').length,
    promises: database.table('platform_promised_job').rows.size,
    handedOut: ended.story.queues.handedOut,
  };
  const kinds: Record<string, number> = {};
  for (const { kind } of rowsOf(ended, 'journal_entry')) kinds[String(kind)] = (kinds[String(kind)] ?? 0) + 1;
  return { wrong, counts, kinds };
}
