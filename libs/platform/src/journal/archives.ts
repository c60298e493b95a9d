import { Injectable } from '@nestjs/common';
import type { Instant } from '@bongsu/kernel';
import { Database } from '../database/database';
import { asHouseWithin } from '../database/eyes';
import type { Tx } from '../database/transaction';
import { asHouse } from '../security/acting';
import { EVERYTHING, type Visibility } from '../security/visibility';
import { type PositionedEntry, type SeenRow, JOURNAL, SEEN_COLUMNS, positionedOf } from './append';
import { FIRST_SEAL } from './seal';

/** Up to where the journal lies in archives; at the beginning, nowhere. */
export interface Cut {
  readonly position: number;
  readonly seal: Buffer;
  /** When the last entry before the cut was written; null at the beginning. */
  readonly at: Instant | null;
}

export const BEGINNING: Cut = { position: 0, seal: FIRST_SEAL, at: null };

/** Thrown instead of answering with less: what was asked for begins in a part that was taken out of the journal. */
export class EntriesArchived extends Error {
  override readonly name = 'EntriesArchived';

  /** When the last entry before the cut was written. */
  readonly until: Instant | null;
  /** What comes after it is there. */
  readonly position: number;

  constructor({ at, position }: Cut) {
    super(`entries until ${at ?? 'then'} are in the archive of the journal`);
    this.until = at;
    this.position = position;
  }
}

/** A part that holds entries about something. */
export interface ArchivedPart {
  readonly part: string;
  readonly file: string;
  readonly until: Instant;
}

const CARRIED = `SELECT ${SEEN_COLUMNS} FROM ${JOURNAL.replace('journal_entry', 'journal_carried AS journal_entry')} ORDER BY position`;
const OF = `
  SELECT part, file, last_at FROM journal_archive JOIN journal_archived_subject USING (part) WHERE subject_id = ANY($1::text[])
   GROUP BY part ORDER BY last_position DESC`;

/** What was taken out of the journal, so that nobody is silently shown less (docs/adr/0090). */
@Injectable()
export class JournalArchives {
  constructor(private readonly database: Database) {}

  async cut(): Promise<Cut> {
    const [row] = await this.database.query<{ last_position: number; last_seal: Buffer; last_at: Date }>(
      'SELECT last_position, last_seal, last_at FROM journal_archive ORDER BY last_position DESC LIMIT 1',
    );
    return row === undefined ? BEGINNING : { position: row.last_position, seal: row.last_seal, at: row.last_at.toISOString() };
  }

  /** The parts in which entries about any of these (incidents, reports …) lie, the newest first; whoever asks may see them, which was asked before. */
  async of(subjectIds: readonly string[]): Promise<ArchivedPart[]> {
    const rows = await asHouse(() => this.database.query<{ part: string; file: string; last_at: Date }>(OF, [subjectIds]));
    return rows.map(({ last_at, ...row }) => ({ ...row, until: last_at.toISOString() }));
  }

  /** Whether entries about any of these lie in the archive. */
  async hold(tx: Tx, subjectIds: readonly string[]): Promise<boolean> {
    const rows = await asHouseWithin(tx, () =>
      tx.query('SELECT FROM journal_archived_subject WHERE subject_id = ANY($1::text[]) LIMIT 1', [subjectIds]),
    );
    return rows.length > 0;
  }

  /** Entries from before the cut that boards still need, in order. For the house, which makes the boards. */
  async carried(): Promise<PositionedEntry[]> {
    return (await this.database.query<SeenRow>(CARRIED)).map(positionedOf);
  }
}

/** Whether a page that was read after a position may be less than there was: it does not follow on that position, and somebody's eyes do not explain it. */
export function mayLack(after: number, page: readonly PositionedEntry[], visibility: Visibility): boolean {
  const [first] = page;
  return first === undefined ? visibility !== EVERYTHING : first.position !== after + 1;
}
