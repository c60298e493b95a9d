import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SETTINGS } from './config/settings';
import type { Settings } from './config/concerns';
import { Answers } from './database/answers';
import { CLOCK } from './database/clock.token';
import { DatabaseClock } from './database/database-clock';
import { DATA_SOURCE, Database, type Entities, createDataSource } from './database/database';
import { DatabaseWatch } from './database/database-watch';
import { GroupCommit } from './database/group-commit';
import { NumberDraws } from './database/number-draws';
import { UnitOfWork } from './database/unit-of-work';
import { HealthController } from './http/health.controller';
import { HeavyWork } from './http/limits/heavy-work';
import { RequestRates } from './http/limits/request-rates';
import { ESSENTIAL_PARTS, type Part, Readiness } from './http/readiness';
import { StandingNow } from './http/status/standing';
import { StatusController } from './http/status/status.controller';
import { Closing } from './jobs/closing';
import { ActingActors } from './jobs/acting-actors';
import { Enqueue } from './jobs/enqueue';
import { JobRefusals } from './jobs/job-refusals';
import { JobRunner } from './jobs/job-runner';
import { LaneFigures } from './jobs/lane-figures';
import { LaneQueues } from './jobs/lane-queues';
import { OverdueSweep } from './jobs/overdue-sweep';
import { OwedAgain } from './jobs/owed-again';
import { Promises } from './jobs/promises';
import { QueueBackend } from './jobs/queue-backend';
import { QueueFollower } from './jobs/queue-follower';
import { QueueWorkers } from './jobs/queue-workers';
import { Reconciler } from './jobs/reconciler';
import { Redrive } from './jobs/redrive';
import { Retention } from './jobs/retention';
import { RecurringWork } from './jobs/recurring-work';
import { PurgeClock, PurgePersonalDataJob } from './jobs/purge-personal-data.job';
import { JobRegistry } from './jobs/registry';
import { JournalArchives } from './journal/archives';
import { JournalChain } from './journal/chain';
import { CheckpointClock } from './journal/checkpoints/checkpoint-clock';
import { CheckpointKeys } from './journal/checkpoints/checkpoint-keys';
import { CheckpointMetrics } from './journal/checkpoints/checkpoint-metrics';
import { CheckpointStore } from './journal/checkpoints/checkpoint-store';
import { Checkpointer } from './journal/checkpoints/checkpointer';
import { CheckpointVerifier } from './journal/checkpoints/verify-checkpoints';
import { PartsClock } from './journal/parts/parts-clock';
import { PartsMetrics } from './journal/parts/parts-metrics';
import { JournalReader } from './journal/reader';
import { Sequencer } from './journal/sequencer';
import { JournalVerifier } from './journal/verify';
import { Wake } from './journal/wake';
import { Conditions } from './realtime/conditions';
import { AcknowledgeProbeJob, ProbeRoutes } from './probe/acknowledge-probe.job';
import { AcknowledgeProbe, LightProbe } from './probe/light-probe';
import { ProbeController } from './probe/probe.controller';
import { ProbeBoard } from './probe/probe-board';
import { ProbePass } from './probe/probe-pass';
import { ProbeRound } from './probe/probe-round';
import { Prober } from './probe/prober';
import { FollowTurns } from './realtime/follow-turns';
import { LiveFeed } from './realtime/live-feed';
import { LiveGateway } from './realtime/live.gateway';
import { Cursors } from './security/cursors';
import { Seals } from './security/seals';
import { Views } from './security/views';
import {
  AccessRecords,
  BlindIndex,
  ConfiguredKeyRing,
  DataKeys,
  Erasure,
  KeyCheck,
  KeyRing,
  PersonalData,
  PurgeDue,
  RotateKeys,
  SealExisting,
} from './security/personal-data';
import { Clocks } from './telemetry/clocks/clocks';
import { ArchiveMetrics } from './telemetry/archive-metrics';
import { HouseMetrics } from './telemetry/house-metrics';
import { WalArchive } from './telemetry/wal-archive';
import { PartMetrics } from './telemetry/part-metrics';
import { ProcessMetrics } from './telemetry/process-metrics';
import { PROCESS_NAME, Traces } from './telemetry/traces/traces';

interface Process {
  readonly settings: Settings;
  readonly entities: Entities;
  readonly name: string;
}

/** What keeps personal data: another key ring, such as a key service's, takes the place of the configured one here. */
const personalData: Provider[] = [
  { provide: KeyRing, useClass: ConfiguredKeyRing },
  DataKeys,
  AccessRecords,
  PersonalData,
  BlindIndex,
  Erasure,
  PurgeDue,
  RotateKeys,
  SealExisting,
  Answers,
];

const core: Provider[] = [
  ...personalData,
  Database,
  GroupCommit,
  NumberDraws,
  UnitOfWork,
  Wake,
  JournalReader,
  JournalArchives,
  JournalChain,
  JournalVerifier,
  CheckpointStore,
  CheckpointKeys,
  Checkpointer,
  CheckpointVerifier,
  Cursors,
  Seals,
  Views,
  HeavyWork,
  RequestRates,
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
      DatabaseClock,
      { provide: CLOCK, useExisting: DatabaseClock },
      { provide: PROCESS_NAME, useValue: name },
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

/** Numbers the journal; every long-running process is a candidate, and tells what it does: traces, the four clocks, its own figures. */
@Module({ providers: [Sequencer, Traces, Clocks, ProcessMetrics], exports: [Sequencer] })
export class SequencerModule {}

/** How the house stands: the probe that walks the whole way, and what tells of it. */
const status: Provider[] = [ProbePass, LightProbe, ProbeBoard, ProbeRound, Prober, WalArchive, ArchiveMetrics, StandingNow, PartMetrics];

/** The api's half: health, status and its probe, the live feed and its gateway. Needs a LivePolicy and an Authenticator. */
@Module({
  controllers: [HealthController, StatusController, ProbeController],
  providers: [
    ...status,
    Readiness,
    essential('database'),
    DatabaseWatch,
    Conditions,
    LiveFeed,
    LiveGateway,
    FollowTurns,
    HouseMetrics,
    CheckpointMetrics,
    PartsMetrics,
    KeyCheck,
  ],
  exports: [LiveFeed],
})
export class PlatformHttpModule {}

/** The worker's own health and metrics. */
@Module({ controllers: [HealthController], providers: [Readiness, essential('database', 'queues'), PartMetrics] })
export class WorkerHealthModule {}

/** The worker's half: entries become jobs, jobs are run, what is missing is rebuilt. Needs a LaneSource, and Originators when a job acts for whoever caused it. */
@Module({
  providers: [
    JobRegistry,
    Enqueue,
    ActingActors,
    JobRefusals,
    JobRunner,
    Closing,
    DatabaseWatch,
    QueueFollower,
    Reconciler,
    Retention,
    QueueWorkers,
    LaneQueues,
    RecurringWork,
    OwedAgain,
    OverdueSweep,
    CheckpointClock,
    PartsClock,
    PurgePersonalDataJob,
    PurgeClock,
    AcknowledgeProbe,
    AcknowledgeProbeJob,
    ProbeRoutes,
    KeyCheck,
  ],
  exports: [JobRegistry, LaneQueues, RecurringWork, OwedAgain],
})
export class PlatformJobsModule {}

function essential(...parts: readonly Part[]): Provider {
  return { provide: ESSENTIAL_PARTS, useValue: parts };
}
