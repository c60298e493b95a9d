import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { CLOCK } from '../database/clock.token';
import { Pulse } from '../journal/pulse';
import { SEALED_QUEUE } from './definition';
import { Enqueue } from './enqueue';
import { type PromisedJob, Promises } from './promises';

/** Looks this far ahead, so that a deadline lost with its queue is back before it is due. */
const HORIZON_MS = 60_000;
const BATCH = 500;
const PAGES_AT_ONCE = 4;
/** No figure tells anybody that a job of a sealed incident lies dead, so the house drives them again by itself, this often. */
const REVIVE_SEALED_MS = 3_600_000;

/**
 * Compares what is owed (rows) with what the queues hold, and puts back what is missing: after a FLUSHALL, a failover, a job
 * that stalled once too often.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Reconciler.name);
  private readonly pulse: Pulse;
  /** Where the next round goes on: a long backlog in one paused lane must not hide what lies behind it. */
  private last: PromisedJob | null = null;
  private revivedAtMs = 0;

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'queues'>,
    private readonly promises: Promises,
    private readonly enqueue: Enqueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.pulse = new Pulse(
      () => this.reconcile(),
      settings.queues.QUEUE_RECONCILE_MS,
      (error) => this.logger.warn({ msg: 'reconciler', cause: String(error) }),
    );
  }

  onApplicationBootstrap(): void {
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private async reconcile(): Promise<void> {
    const nowMs = Date.parse(this.clock.now());
    if (nowMs - this.revivedAtMs >= REVIVE_SEALED_MS) {
      this.revivedAtMs = nowMs;
      await this.promises.revive(SEALED_QUEUE);
    }
    for (let page = 0; page < PAGES_AT_ONCE; page++) {
      const open = await this.promises.open(new Date(nowMs + HORIZON_MS), BATCH, this.last);
      const restored = await this.enqueue.restore(open, nowMs);
      if (restored > 0) this.logger.log({ msg: 'jobs restored from rows', restored });
      this.last = open.length === BATCH ? (open.at(-1) ?? null) : null;
      if (this.last === null) return;
    }
  }
}
