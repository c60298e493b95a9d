import { Injectable } from '@nestjs/common';
import { Database } from '@bongsu/platform';
import { RateLimiterPostgres } from 'rate-limiter-flexible';

/** An hour without a wrong try, and all is forgotten. */
const FORGOTTEN_AFTER_S = 3_600;

/**
 * How often something was tried, and until when nobody may try again. In the database, so that every api process counts together and a restart
 * forgets nothing; over the house's own connections.
 */
@Injectable()
export class ThrottleStore {
  private readonly tries: RateLimiterPostgres;
  private readonly gates: RateLimiterPostgres;

  constructor(database: Database) {
    const storeClient = {
      query: async ({ text, values }: { text: string; values: unknown[] }) => {
        const rows = await database.query(text, values);
        return { rows, rowCount: rows.length };
      },
    };
    const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient,
        storeType: 'client',
        tableName: 'access_throttle',
        tableCreated: true,
        // Retention lets go of what is over; a timer in every process would do it again and again.
        clearExpiredByTimeout: false,
        keyPrefix,
        points,
        duration,
      });
    this.tries = limiter('tries', 1, FORGOTTEN_AFTER_S);
    this.gates = limiter('gate', 1, 1);
  }

  /** Milliseconds until the gate of `key` opens; 0 when it is open. */
  async waitMs(key: string): Promise<number> {
    const gate = await this.gates.get(key);
    return gate !== null && gate.consumedPoints >= 1 ? gate.msBeforeNext : 0;
  }

  /** Counts one more try; how many there were of late, this one included. */
  async count(key: string): Promise<number> {
    return (await this.tries.penalty(key)).consumedPoints;
  }

  /** Passes the gate and shuts it for `seconds`; false when another request was first. */
  async pass(key: string, seconds: number): Promise<boolean> {
    try {
      await this.gates.consume(key, 1, { customDuration: seconds });
      return true;
    } catch (rejected) {
      if (rejected instanceof Error) throw rejected;
      return false;
    }
  }

  /** Shuts the gate for `seconds`, whether or not it is shut. */
  async shut(key: string, seconds: number): Promise<void> {
    await this.gates.set(key, 1, seconds);
  }

  async forget(key: string): Promise<void> {
    await this.tries.delete(key);
    await this.gates.delete(key);
  }
}
