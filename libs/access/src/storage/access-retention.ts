import { Injectable } from '@nestjs/common';
import { Database, type ReleasesRows, ReleasedByRetention } from '@bongsu/platform';

/** Sessions are kept for a month after their end, so that a theft that is noticed late can still be looked into; the journal keeps that they were. */
const SESSIONS_DAYS = 30;

/** What sign-in leaves behind: ended sessions, second steps that nobody took, waits that are over. */
@Injectable()
@ReleasedByRetention()
export class AccessRetention implements ReleasesRows {
  constructor(private readonly database: Database) {}

  async release(): Promise<void> {
    await this.database.query(
      'DELETE FROM access_session WHERE least(coalesce(ended_at, expires_at), expires_at) < clock_timestamp() - make_interval(days => $1)',
      [SESSIONS_DAYS],
    );
    await this.database.query("DELETE FROM access_second_step WHERE expires_at < clock_timestamp() - interval '1 hour'");
    await this.database.query(
      'DELETE FROM access_throttle WHERE expire < (extract(epoch FROM clock_timestamp()) * 1000)::bigint - 3600000',
    );
  }
}
