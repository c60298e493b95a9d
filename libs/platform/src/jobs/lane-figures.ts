import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { asHouse } from '../security/acting';
import { sealsOf, unsealedTo } from '../security/unsealed';
import { NETWORK_WIDE, type Visibility } from '../security/visibility';
import { LANE_PREFIX } from './definition';

/** How a queue stands, from rows: true also while the queue's backend is away. */
export interface LaneFigure {
  readonly hubId: string;
  readonly depth: number;
  readonly oldestSince: string | null;
  readonly retrying: number;
  readonly dead: number;
}

/** Depth, oldest wait, retries and dead letters of the hubs' lanes. That lanes are long is no secret between missions; what waits in them is. */
@Injectable()
export class LaneFigures {
  constructor(private readonly database: Database) {}

  /** Hubs whose lanes are owed anything, due or not, dead or not. */
  async owed(): Promise<string[]> {
    const rows = await this.count<{ queue: string }>(
      `SELECT DISTINCT queue FROM platform_promised_job WHERE kept_at IS NULL AND queue LIKE '${LANE_PREFIX}%' ORDER BY queue`,
    );
    return rows.map(({ queue }) => queue.slice(LANE_PREFIX.length));
  }

  /** As these eyes may know them; what is sealed to them is not there, from the moment it is sealed. */
  async all(eyes: Pick<Visibility, 'seals'> = NETWORK_WIDE): Promise<Map<string, LaneFigure>> {
    const rows = await this.count<{ queue: string; depth: string; oldest: Date | null; retrying: string; dead: string }>(
      `SELECT queue, count(*) FILTER (WHERE dead_at IS NULL) AS depth, min(due_at) FILTER (WHERE dead_at IS NULL) AS oldest,
              count(*) FILTER (WHERE dead_at IS NULL AND failures > 0) AS retrying, count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead
         FROM platform_promised_job WHERE kept_at IS NULL AND queue LIKE '${LANE_PREFIX}%' AND due_at <= clock_timestamp() AND ${unsealedTo('incident_id', '$1')} GROUP BY queue`,
      [sealsOf(eyes)],
    );
    return new Map(
      rows.map((row) => {
        const hubId = row.queue.slice(LANE_PREFIX.length);
        return [
          hubId,
          {
            hubId,
            depth: Number(row.depth),
            oldestSince: row.oldest?.toISOString() ?? null,
            retrying: Number(row.retrying),
            dead: Number(row.dead),
          },
        ];
      }),
    );
  }

  /** What is owed is for the house to read: a person is given these counts, never a row. */
  private count<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return asHouse(() => this.database.query<Row>(sql, parameters));
  }
}
