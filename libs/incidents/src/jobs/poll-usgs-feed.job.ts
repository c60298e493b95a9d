import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type Clock, type Refusal, type Result, ok } from '@bongsu/kernel';
import {
  type Actor,
  CLOCK,
  HandlesJob,
  type JobHandler,
  type PayloadOf,
  Pulse,
  RecurringWork,
  SETTINGS,
  type Settings,
  promise,
} from '@bongsu/platform';
import { RecordUsgsAnswer } from '../use-cases/record-usgs-answer';
import { askFeed } from './ask-feed';
import { pollUsgsFeed } from './jobs';

/** Asks the feed, if it is still time to when the job comes up, and hands in the answer. */
@Injectable()
@HandlesJob(pollUsgsFeed)
export class PollUsgsFeedJob implements JobHandler<typeof pollUsgsFeed> {
  constructor(
    private readonly record: RecordUsgsAnswer,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'feeds'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(_payload: PayloadOf<typeof pollUsgsFeed>, actor: Actor): Promise<Result<unknown, Refusal>> {
    const url = this.settings.feeds.FEED_USGS_URL;
    const conditions = await this.record.dueAsking(this.clock.now());
    if (url === undefined || conditions === null) return ok(null);
    const answer = await askFeed({ url, etag: conditions.etag, lastModified: conditions.lastModified });
    return this.record.execute({ answer, jitter: Math.random() }, actor);
  }
}

const LOOK_MS = 1_000;

/**
 * Promises a poll when the feed's row says that it is time. The promise is named after its slot of time, so that many workers owe one poll
 * together; off while no address is configured.
 */
@Injectable()
export class UsgsFeedClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(UsgsFeedClock.name);
  private pulse: Pulse | undefined;

  constructor(
    private readonly modules: ModuleRef,
    private readonly record: RecordUsgsAnswer,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'feeds'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.feeds.FEED_USGS_URL === undefined) return;
    // The queues belong to the process; this context does not bring its own.
    const recurring = this.modules.get(RecurringWork, { strict: false });
    this.pulse = new Pulse(
      () => this.look(recurring),
      LOOK_MS,
      (error) => this.logger.warn({ msg: 'the feed clock did not look', cause: String(error) }),
    );
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse?.stop();
  }

  private async look(recurring: RecurringWork): Promise<void> {
    const now = this.clock.now();
    if ((await this.record.dueAsking(now)) === null) return;
    const slot = Math.floor(Date.parse(now) / this.settings.feeds.FEED_USGS_EVERY_MS);
    await recurring.owe(promise(pollUsgsFeed, {}, { key: `slot-${slot}` }));
  }
}
