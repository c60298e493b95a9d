import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { JOURNAL_COLUMNS, type JournalRow, entryOf } from './append';
import { canonical } from './canonical';
import { FIRST_SEAL, sealOf } from './seal';

const BATCH = 2_000;

/** What a verification found: all well up to the head, or the first position that is not what its seal says. */
export type Verification =
  | { readonly sound: true; readonly entries: number; readonly headSeal: string }
  | { readonly sound: false; readonly position: number; readonly reason: 'altered' | 'missing'; readonly entryId: string | null };

/** Recomputes the chain of seals from the first entry; names the first bad position. */
@Injectable()
export class JournalVerifier {
  constructor(private readonly database: Database) {}

  async verify(onProgress: (position: number) => void = () => undefined): Promise<Verification> {
    let seal: Buffer = FIRST_SEAL;
    let position = 0;
    for (;;) {
      const rows = await this.database.query<JournalRow & { seal: Buffer }>(
        `SELECT ${JOURNAL_COLUMNS}, seal FROM journal_entry WHERE position > $1 ORDER BY position LIMIT ${BATCH}`,
        [position],
      );
      for (const row of rows) {
        if (Number(row.position) !== position + 1) return { sound: false, position: position + 1, reason: 'missing', entryId: null };
        position += 1;
        seal = sealOf(seal, position, entryOf(row), canonical);
        if (!seal.equals(row.seal)) return { sound: false, position, reason: 'altered', entryId: row.id };
      }
      onProgress(position);
      if (rows.length < BATCH) return { sound: true, entries: position, headSeal: seal.toString('hex') };
    }
  }
}
