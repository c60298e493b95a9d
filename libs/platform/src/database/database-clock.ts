import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Clock, type Instant, systemClock } from '@bongsu/kernel';
import { Database } from './database';
import { SteadyClock } from './steady-clock';

const COMPARE_EVERY_MS = 10_000;
/** An answer that took longer says too little about when it was given. */
const ANSWER_WITHIN_MS = 1_000;
const TRUE_TIME = 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms';

/**
 * The time of the whole installation, which is the database's: processes on several machines decide by one clock, so a deadline is neither told early
 * nor late because a machine's own time is wrong. Where the database cannot be asked the time goes on from what was known last.
 */
@Injectable()
export class DatabaseClock implements Clock, OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Clock');
  private readonly steady = new SteadyClock({ wallMs: () => Date.parse(systemClock.now()), monotonicMs: () => performance.now() });
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await this.compare();
  }

  /** Not before: an application that refuses its settings or jobs is not shut down, and nobody would stop it. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.compare(), COMPARE_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  now(): Instant {
    return this.steady.now();
  }

  private async compare(): Promise<void> {
    try {
      const askedAtMs = performance.now();
      const [row] = await this.database.query<{ ms: string }>(TRUE_TIME);
      const tookMs = performance.now() - askedAtMs;
      if (row === undefined || tookMs > ANSWER_WITHIN_MS) return;
      if (this.steady.correct(Number(row.ms), askedAtMs + tookMs / 2))
        this.logger.warn({
          msg: 'the time of this machine is not that of the database',
          correctionMs: Math.round(this.steady.correctionMs),
        });
    } catch {
      // Away at this moment; whoever needs the database hears of it, and it is asked again.
    }
  }
}
