import { Injectable } from '@nestjs/common';
import { answersWithin } from '../database/answers-within';
import { Database } from '../database/database';

const CHECK_WITHIN_MS = 2_000;
/** A file that is not full goes after less than a minute (`archive_timeout`); later than this it does not go. */
export const ARCHIVE_LATE_AFTER_S = 120;
/** What a server that nobody writes to writes all the same does not make it send a file. */
const IDLE_BYTES = 64 * 1024;

/** What the server says of the archive of its WAL. */
export interface ArchiveFacts {
  /** Since when the archive has had nothing new though something was written; 0 while all is there. */
  readonly ageS: number;
  /** The last file that was to go did not. */
  readonly isFailing: boolean;
}
export type ArchiveState = 'off' | 'ok' | 'broken' | 'unknown';

interface Row {
  readonly age_s: number;
  readonly is_failing: boolean;
  readonly last_file: string | null;
  readonly current_file: string;
  readonly written_bytes: number;
  readonly file_bytes: string;
}

/** How far behind the archive of WAL is, as PostgreSQL tells it: the same for its own archive_command and for pgBackRest, WAL-G and their kind. */
@Injectable()
export class WalArchive {
  constructor(private readonly database: Database) {}

  /** Null where nothing is archived. Throws while the database is away. */
  async facts(): Promise<ArchiveFacts | null> {
    const [row] = await this.database.query<Row>(ARCHIVE);
    if (row === undefined) return null;
    return { ageS: isAllThere(row) && !row.is_failing ? 0 : Math.max(0, row.age_s), isFailing: row.is_failing };
  }

  /** For those who have no time to wait and no use for a fault. */
  async state(): Promise<ArchiveState> {
    let told: ArchiveState = 'unknown';
    const asked = this.facts().then((facts) => (told = stateOf(facts)));
    return (await answersWithin(CHECK_WITHIN_MS, asked)) ? told : 'unknown';
  }
}

function stateOf(facts: ArchiveFacts | null): ArchiveState {
  if (facts === null) return 'off';
  return facts.isFailing || facts.ageS > ARCHIVE_LATE_AFTER_S ? 'broken' : 'ok';
}

/** The file that is written to comes right after the last one in the archive, and there is next to nothing in it. */
function isAllThere({ last_file: last, current_file: current, written_bytes: written, file_bytes: size }: Row): boolean {
  const [of, in_] = [numberOf(last ?? '', Number(size)), numberOf(current, Number(size))];
  return of !== null && in_ === of + 1 && written < IDLE_BYTES;
}

/** Which file it is in its history, counted from the beginning; null for what is no file of WAL (a history, a label). */
function numberOf(name: string, fileBytes: number): number | null {
  if (!/^[0-9A-F]{24}$/.test(name)) return null;
  return parseInt(name.slice(8, 16), 16) * (2 ** 32 / fileBytes) + parseInt(name.slice(16), 16);
}

const ARCHIVE = `
  SELECT extract(epoch FROM clock_timestamp() - coalesce(last_archived_time, stats_reset))::float8 AS age_s,
         coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS is_failing, last_archived_wal AS last_file,
         here.file_name AS current_file, here.file_offset AS written_bytes, pg_size_bytes(current_setting('wal_segment_size'))::text AS file_bytes
    FROM pg_stat_archiver, pg_walfile_name_offset(pg_current_wal_insert_lsn()) AS here
   WHERE current_setting('archive_mode') <> 'off'`;
