import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { systemClock } from '@bongsu/kernel';
import { SETTINGS } from './config/settings';
import type { Settings } from './config/concerns';
import { CLOCK } from './database/clock.token';
import { DATA_SOURCE, Database, type Entities, createDataSource } from './database/database';
import { UnitOfWork } from './database/unit-of-work';
import { HealthController } from './http/health.controller';
import { Closing } from './jobs/closing';
import { Enqueue } from './jobs/enqueue';
import { JobRunner } from './jobs/job-runner';
import { LaneFigures } from './jobs/lane-figures';
import { LaneQueues } from './jobs/lane-queues';
import { Promises } from './jobs/promises';
import { QueueBackend } from './jobs/queue-backend';
import { QueueFollower } from './jobs/queue-follower';
import { QueueWorkers } from './jobs/queue-workers';
import { Reconciler } from './jobs/reconciler';
import { Redrive } from './jobs/redrive';
import { Retention } from './jobs/retention';
import { RecurringWork } from './jobs/recurring-work';
import { JobRegistry } from './jobs/registry';
import { JournalReader } from './journal/reader';
import { Sequencer } from './journal/sequencer';
import { JournalVerifier } from './journal/verify';
import { Wake } from './journal/wake';
import { LiveFeed } from './realtime/live-feed';
import { LiveGateway } from './realtime/live.gateway';
import { Cursors } from './security/cursors';
import { HouseMetrics } from './telemetry/house-metrics';

interface Process {
  readonly settings: Settings;
  readonly entities: Entities;
  readonly name: string;
}

const core: Provider[] = [
  Database,
  UnitOfWork,
  Wake,
  JournalReader,
  JournalVerifier,
  Cursors,
  LaneFigures,
  Promises,
  Redrive,
  QueueBackend,
];

/** What every process has: settings, clock, database, journal, cursors. */
@Module({})
export class PlatformModule {
  static forProcess({ settings, entities, name }: Process): DynamicModule {
    const dataSource = {
      provide: DATA_SOURCE,
      useFactory: () => createDataSource(settings.database, entities, `bongsu ${name}`).initialize(),
    };
    const values = [
      { provide: SETTINGS, useValue: settings },
      { provide: CLOCK, useValue: systemClock },
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [...values, dataSource, ...core],
      exports: [...values, dataSource, ...core, DiscoveryModule],
    };
  }
}

/** Numbers the journal; every long-running process is a candidate. */
@Module({ providers: [Sequencer], exports: [Sequencer] })
export class SequencerModule {}

/** The api's half: health, the live feed and its gateway. Needs a LivePolicy and an Authenticator. */
@Module({ controllers: [HealthController], providers: [LiveFeed, LiveGateway, HouseMetrics], exports: [LiveFeed] })
export class PlatformHttpModule {}

/** The worker's half: entries become jobs, jobs are run, what is missing is rebuilt. Needs a LaneSource. */
@Module({
  providers: [JobRegistry, Enqueue, JobRunner, Closing, QueueFollower, Reconciler, Retention, QueueWorkers, LaneQueues, RecurringWork],
  exports: [JobRegistry, LaneQueues, RecurringWork],
})
export class PlatformJobsModule {}
