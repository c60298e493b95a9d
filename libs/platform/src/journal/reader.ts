import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Visibility } from '../security/actor';
import { JOURNAL_COLUMNS, type JournalRow, type PositionedEntry, positionedOf } from './append';

const NETWORK_WIDE = `SELECT ${JOURNAL_COLUMNS} FROM journal_entry WHERE position > $1 AND position <= $3 ORDER BY position LIMIT $2`;
const OF_MISSIONS = `SELECT ${JOURNAL_COLUMNS} FROM journal_entry WHERE position > $1 AND position <= $3 AND audience && $4::text[] ORDER BY position LIMIT $2`;

/** Reads numbered entries; what has no position yet does not exist for a reader. */
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
    const audience = visibility === '*' ? null : ['*', ...visibility];
    const rows = await this.database.query<JournalRow>(
      `SELECT ${JOURNAL_COLUMNS} FROM journal_entry
        WHERE incident_id = $1 AND position IS NOT NULL AND position < $2 AND ($3::text[] IS NULL OR audience && $3::text[])
        ORDER BY position ${page === undefined ? 'ASC' : 'DESC'} LIMIT $4`,
      [incidentId, page?.before ?? Number.MAX_SAFE_INTEGER, audience, page?.limit ?? 100_000],
    );
    return rows.map(positionedOf);
  }
}
