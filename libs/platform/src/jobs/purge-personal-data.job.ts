import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock, Refusal, Result } from '@bongsu/kernel';
import { z } from 'zod';
import { CLOCK } from '../database/clock.token';
import { Pulse } from '../journal/pulse';
import type { Actor } from '../security/actor';
import { PurgeDue } from '../security/personal-data/purge-due';
import { type JobHandler, type PayloadOf, defineJob, promise } from './definition';
import { RecurringWork } from './recurring-work';
import { HandlesJob } from './registry';

const HOUR_MS = 3_600_000;

export const purgePersonalData = defineJob({
  name: 'platform.purge-personal-data',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'what the law says is erased is erased by the clock, whoever is there',
  schema: z.strictObject({}),
  attempts: 5,
  backoff: { type: 'exponential', delayMs: 10_000 },
});

@Injectable()
@HandlesJob(purgePersonalData)
export class PurgePersonalDataJob implements JobHandler<typeof purgePersonalData> {
  constructor(private readonly purge: PurgeDue) {}

  handle(_payload: PayloadOf<typeof purgePersonalData>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.purge.execute(actor);
  }
}

/** Owes a purge every hour; many workers owe the same one. */
@Injectable()
export class PurgeClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PurgeClock.name);
  private readonly pulse = new Pulse(
    () => this.owe(),
    HOUR_MS,
    (error) => this.logger.warn({ msg: 'the purge was not promised', cause: String(error) }),
  );

  constructor(
    private readonly recurring: RecurringWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private owe(): Promise<void> {
    const hour = Math.floor(Date.parse(this.clock.now()) / HOUR_MS);
    return this.recurring.owe(promise(purgePersonalData, {}, { key: `hour-${String(hour)}` }));
  }
}
