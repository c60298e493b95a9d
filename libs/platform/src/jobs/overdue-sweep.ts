import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { answersWithin } from '../database/answers-within';
import { CLOCK } from '../database/clock.token';
import { Pulse } from '../journal/pulse';
import { JobRunner } from './job-runner';
import { type PromisedJob, Promises } from './promises';
import { QueueBackend } from './queue-backend';
import { JobRegistry } from './registry';

const LOOK_EVERY_MS = 1_000;
/** The queue is woken by itself within this time; what is later has nobody who wakes it. */
const LATE_MS = 2_000;
const AT_ONCE = 8;
const BATCH = 200;
const ANSWERS_WITHIN_MS = 1_500;

/**
 * Keeps deadlines while the queues are away: what is overdue in the rows is done from the rows. Lanes and plans wait for their queues, but nobody in
 * danger waits for Redis. Several workers may sweep, and a queue may come back meanwhile: each promise is claimed in the transaction of its effect.
 */
@Injectable()
export class OverdueSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Job');
  private readonly pulse = new Pulse(
    () => this.sweep(),
    LOOK_EVERY_MS,
    (error) => this.logger.warn({ msg: 'overdue sweep', cause: String(error) }),
  );

  constructor(
    private readonly backend: QueueBackend,
    private readonly promises: Promises,
    private readonly registry: JobRegistry,
    private readonly runner: JobRunner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    // Queues in the database are away with it, and then there are no rows to sweep either.
    if (this.backend.kind === 'redis') this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private async sweep(): Promise<void> {
    const lateAt = new Date(Date.parse(this.clock.now()) - LATE_MS);
    const overdue = await this.promises.overdue(this.registry.namesIn('deadlines'), lateAt, BATCH);
    if (overdue.length === 0 || (await answersWithin(ANSWERS_WITHIN_MS, this.backend.check()))) return;
    this.logger.warn({ msg: 'the queues are away: deadlines are kept from rows', overdue: overdue.length });
    for (let start = 0; start < overdue.length; start += AT_ONCE)
      await Promise.all(overdue.slice(start, start + AT_ONCE).map((one) => this.run(one)));
    await this.runner.settle();
  }

  /** Fails as any delivery does, and is tried again with the next sweep; it is never given up here. */
  private async run({ id, job, queue, payload, correlationId }: PromisedJob): Promise<void> {
    await this.runner
      .run({ name: job, queueName: queue, attemptsMade: 0, data: { promiseId: id, correlationId, payload } })
      .catch(() => undefined);
  }
}
