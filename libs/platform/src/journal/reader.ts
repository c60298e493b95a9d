import { Injectable } from '@nestjs/common';
import type { Entry } from '@bongsu/kernel';
import { Database } from '../database/database';
import type { Tx } from '../database/transaction';
import type { Visibility } from '../security/actor';
import { JOURNAL_COLUMNS, type JournalRow, type PositionedEntry, entryOf, positionedOf } from './append';

const NETWORK_WIDE = `SELECT ${JOURNAL_COLUMNS} FROM journal_entry WHERE position > $1 AND position <= $3 ORDER BY position LIMIT $2`;
const OF_MISSIONS = `SELECT ${JOURNAL_COLUMNS} FROM journal_entry WHERE position > $1 AND position <= $3 AND audience && $4::text[] ORDER BY position LIMIT $2`;

const WRITTEN = `SELECT serial::text AS place, ${JOURNAL_COLUMNS} FROM journal_entry WHERE ($2::text[] IS NULL OR audience && $2::text[])`;
const WRITTEN_IN_INCIDENT = `${WRITTEN} AND incident_id = $1 ORDER BY serial`;
const WRITTEN_ABOUT = `${WRITTEN} AND subject_id = ANY($1::text[]) AND subject_type = $3 AND kind = ANY($4::text[]) ORDER BY serial`;

/** An entry with its place in the order of writing, which it has before the sequencer gives it a position. */
export interface WrittenEntry {
  readonly serial: number;
  readonly entry: Entry;
}

/** Reads numbered entries; what has no position yet exists only for a unit of work that asks what was written so far. */
@Injectable()
export class JournalReader {
  constructor(private readonly database: Database) {}

  /** The highest position given so far; 0 when the journal is empty. */
  async head(): Promise<number> {
    const rows = await this.database.query<{ head: number }>('SELECT coalesce(max(position), 0)::int8 AS head FROM journal_entry');
    return rows[0]?.head ?? 0;
  }

  /** Entries after a position that this visibility includes, in order, at most `limit`, not past `until`. */
  async visible(after: number, limit: number, visibility: Visibility = '*', until = Number.MAX_SAFE_INTEGER): Promise<PositionedEntry[]> {
    const rows =
      visibility === '*'
        ? await this.database.query<JournalRow>(NETWORK_WIDE, [after, limit, until])
        : await this.database.query<JournalRow>(OF_MISSIONS, [after, limit, until, ['*', ...visibility]]);
    return rows.map(positionedOf);
  }

  /** An incident's entries that this visibility includes; newest first, before a position (a timeline), or all in order when `before` is omitted. */
  async forIncident(
    incidentId: string,
    visibility: Visibility,
    page?: { before: number | null; limit: number },
  ): Promise<PositionedEntry[]> {
    const rows = await this.database.query<JournalRow>(
      `SELECT ${JOURNAL_COLUMNS} FROM journal_entry
        WHERE incident_id = $1 AND position IS NOT NULL AND position < $2 AND ($3::text[] IS NULL OR audience && $3::text[])
        ORDER BY position ${page === undefined ? 'ASC' : 'DESC'} LIMIT $4`,
      [incidentId, page?.before ?? Number.MAX_SAFE_INTEGER, audienceOf(visibility), page?.limit ?? 100_000],
    );
    return rows.map(positionedOf);
  }

  /** What was written of an incident and committed until now, numbered or not, in the order of writing, as far as this visibility includes it. */
  writtenInIncident(tx: Tx, incidentId: string, visibility: Visibility): Promise<WrittenEntry[]> {
    return written(tx, WRITTEN_IN_INCIDENT, [incidentId, audienceOf(visibility)]);
  }

  /** The same of some subjects of one type, whichever incident they belonged to; of these kinds only. */
  writtenAbout(
    tx: Tx,
    subjects: { type: string; ids: readonly string[] },
    kinds: readonly string[],
    visibility: Visibility,
  ): Promise<WrittenEntry[]> {
    return written(tx, WRITTEN_ABOUT, [subjects.ids, audienceOf(visibility), subjects.type, kinds]);
  }
}

const audienceOf = (visibility: Visibility): readonly string[] | null => (visibility === '*' ? null : ['*', ...visibility]);

async function written(tx: Tx, sql: string, parameters: readonly unknown[]): Promise<WrittenEntry[]> {
  const rows = await tx.query<JournalRow & { place: string }>(sql, parameters);
  return rows.map((row) => ({ serial: Number(row.place), entry: entryOf(row) }));
}
