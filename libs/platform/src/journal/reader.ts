import { Injectable } from '@nestjs/common';
import type { Entry } from '@bongsu/kernel';
import { Database } from '../database/database';
import type { Tx } from '../database/transaction';
import { EVERYTHING, type Visibility } from '../security/visibility';
import { EntriesArchived, JournalArchives, mayLack } from './archives';
import { JOURNAL, SEEN_COLUMNS, type PositionedEntry, type SeenRow, positionedOf, seenOf } from './append';

/**
 * `$1` = the missions of these eyes and everybody, null = the network; `$2` = the sealed incidents on whose lists they are, null = all. Said as CASE:
 * of IS NULL on a column that is never null in its own table PostgreSQL expects no row at all, and then reads and sorts the whole journal for a page.
 */
const TOLD = `($1::text[] IS NULL OR audience && $1::text[] OR sealed.incident_id = ANY($2::uuid[]))
  AND CASE WHEN sealed.incident_id IS NULL THEN true ELSE coalesce(sealed.incident_id = ANY($2::uuid[]), true) END`;
const READ = `SELECT ${SEEN_COLUMNS} FROM ${JOURNAL} WHERE`;
const AMONG = `position > $1 AND position <= $2`;

/** For followers, which serve everybody's eyes. */
const ALL = `${READ} ${AMONG} ORDER BY position LIMIT $3`;
const SEEN = `${READ} ${TOLD} AND position > $3 AND position <= $4 ORDER BY position LIMIT $5`;

const WRITTEN = `SELECT serial::text AS place, ${SEEN_COLUMNS} FROM ${JOURNAL} WHERE ${TOLD}`;
const WRITTEN_IN_INCIDENT = `${WRITTEN} AND journal_entry.incident_id = $3 ORDER BY serial`;
const WRITTEN_ABOUT = `${WRITTEN} AND journal_entry.subject_id = ANY($3::text[]) AND subject_type = $4 AND kind = ANY($5::text[]) ORDER BY serial`;

/** An entry with its place in the order of writing, which it has before the sequencer gives it a position. */
export interface WrittenEntry {
  readonly serial: number;
  readonly entry: Entry;
}

/** Reads numbered entries; what has no position yet exists only for a unit of work that asks what was written so far. */
@Injectable()
export class JournalReader {
  private readonly archives: JournalArchives;

  constructor(private readonly database: Database) {
    this.archives = new JournalArchives(database);
  }

  /** The highest position given so far; 0 when the journal is empty. */
  async head(): Promise<number> {
    const rows = await this.database.query<{ head: number }>('SELECT coalesce(max(position), 0)::int8 AS head FROM journal_entry');
    return rows[0]?.head ?? 0;
  }

  /**
   * Entries after a position that this visibility includes, in order, at most `limit`, not past `until`. Throws {@link EntriesArchived} when some of
   * those after it were taken out of the journal.
   */
  async visible(
    after: number,
    limit: number,
    visibility: Visibility = EVERYTHING,
    until = Number.MAX_SAFE_INTEGER,
  ): Promise<PositionedEntry[]> {
    const everything = visibility.missions === '*' && visibility.seals === '*';
    const rows = everything
      ? await this.database.query<SeenRow>(ALL, [after, until, limit])
      : await this.database.query<SeenRow>(SEEN, [...eyes(visibility), after, until, limit]);
    const page = rows.map(positionedOf);
    if (mayLack(after, page, visibility)) {
      // Asked for after the page was read: what was taken out meanwhile counts.
      const cut = await this.archives.cut();
      if (after < cut.position) throw new EntriesArchived(cut);
    }
    return page;
  }

  /** An incident's entries that this visibility includes; newest first, before a position (a timeline), or all in order when `before` is omitted. */
  async forIncident(
    incidentId: string,
    visibility: Visibility,
    page?: { before: number | null; limit: number },
  ): Promise<PositionedEntry[]> {
    const rows = await this.database.query<SeenRow>(
      `${READ} ${TOLD} AND journal_entry.incident_id = $3 AND position IS NOT NULL AND position < $4
        ORDER BY position ${page === undefined ? 'ASC' : 'DESC'} LIMIT $5`,
      [...eyes(visibility), incidentId, page?.before ?? Number.MAX_SAFE_INTEGER, page?.limit ?? 100_000],
    );
    return rows.map(positionedOf);
  }

  /** What was written of an incident and committed until now, numbered or not, in the order of writing, as far as this visibility includes it. */
  writtenInIncident(tx: Tx, incidentId: string, visibility: Visibility): Promise<WrittenEntry[]> {
    return written(tx, WRITTEN_IN_INCIDENT, [...eyes(visibility), incidentId]);
  }

  /** The same of some subjects of one type, whichever incident they belonged to; of these kinds only. */
  writtenAbout(
    tx: Tx,
    subjects: { type: string; ids: readonly string[] },
    kinds: readonly string[],
    visibility: Visibility,
  ): Promise<WrittenEntry[]> {
    return written(tx, WRITTEN_ABOUT, [...eyes(visibility), subjects.ids, subjects.type, kinds]);
  }
}

/** `$1` and `$2` of {@link TOLD}. */
const eyes = ({ missions, seals }: Visibility): [readonly string[] | null, readonly string[] | null] => [
  missions === '*' ? null : ['*', ...missions],
  seals === '*' ? null : seals,
];

async function written(tx: Tx, sql: string, parameters: readonly unknown[]): Promise<WrittenEntry[]> {
  const rows = await tx.query<SeenRow & { place: string }>(sql, parameters);
  return rows.map((row) => ({ serial: Number(row.place), entry: seenOf(row) }));
}
