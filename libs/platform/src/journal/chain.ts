import { Injectable } from '@nestjs/common';
import type { Entry } from '@bongsu/kernel';
import { Database } from '../database/database';
import { JOURNAL_COLUMNS, type JournalRow, entryOf } from './append';
import type { SealedWith } from './seal';

const BATCH = 2_000;

/** An entry as it stands in the chain. */
export interface SealedEntry {
  readonly position: number;
  readonly entry: Entry;
  readonly seal: Buffer;
  readonly way: SealedWith;
}

interface SealedRow extends JournalRow {
  place: string;
  seal: Buffer;
  seal_version: number;
  salt: Buffer | null;
}

/** By position and, should a position stand there twice, by serial: nothing that was slipped in is passed over. (Named otherwise than the column: ORDER BY would take the text.) */
const NEXT = `
  SELECT ${JOURNAL_COLUMNS}, serial::text AS place, seal, seal_version, salt FROM journal_entry
   WHERE position >= $1 AND (position > $1 OR serial > $2::bigint) AND position <= $3 ORDER BY position, serial LIMIT ${BATCH}`;

/** Reads the chain itself, with its seals, in order and a batch at a time, whoever may see what is in it: for verification and for evidence. */
@Injectable()
export class JournalChain {
  constructor(private readonly database: Database) {}

  /** What stands after a position up to another, however long; at most a batch is in memory. */
  async *between(after: number, until = Number.MAX_SAFE_INTEGER): AsyncGenerator<SealedEntry> {
    let [position, serial] = [after, String(Number.MAX_SAFE_INTEGER)];
    for (;;) {
      const rows = await this.database.query<SealedRow>(NEXT, [position, serial, until]);
      for (const row of rows) yield sealedOf(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      [position, serial] = [Number(last.position), last.place];
    }
  }

  /** The seals that stand at these positions, by position. */
  async sealsAt(positions: readonly number[]): Promise<Map<number, Buffer>> {
    const rows = await this.database.query<{ position: number; seal: Buffer }>(
      'SELECT position, seal FROM journal_entry WHERE position = ANY($1::bigint[])',
      [positions],
    );
    return new Map(rows.map(({ position, seal }) => [position, seal]));
  }
}

function sealedOf(row: SealedRow): SealedEntry {
  const way: SealedWith = row.seal_version === 2 ? { version: 2, salt: row.salt ?? Buffer.alloc(0) } : { version: 1 };
  return { position: Number(row.position), entry: entryOf(row), seal: row.seal, way };
}
