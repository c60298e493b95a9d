import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database';
import { Pulse } from '../journal/pulse';

const EVERY_MS = 3_600_000;
const KEPT_PROMISES_DAYS = 30;
const IDEMPOTENCY_KEYS_DAYS = 7;

/**
 * Lets go of what has done its service: promises kept a month ago, Idempotency-Keys that no client repeats any more. Open and dead promises
 * stay. The journal keeps what happened; nothing is lost to the record.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Retention.name);
  private readonly pulse = new Pulse(
    () => this.release(),
    EVERY_MS,
    (error) => this.logger.warn({ msg: 'retention', cause: String(error) }),
  );

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  async release(): Promise<void> {
    await this.database.query('DELETE FROM platform_promised_job WHERE kept_at < clock_timestamp() - make_interval(days => $1)', [
      KEPT_PROMISES_DAYS,
    ]);
    await this.database.query('DELETE FROM platform_idempotency_key WHERE claimed_at < clock_timestamp() - make_interval(days => $1)', [
      IDEMPOTENCY_KEYS_DAYS,
    ]);
  }
}
