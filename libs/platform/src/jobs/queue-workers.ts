import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { type Clock, addMs, msBetween, systemClock } from '@bongsu/kernel';
import { DelayedError, type Job, type Worker } from 'bullmq';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { CLOCK } from '../database/clock.token';
import { Pulse } from '../journal/pulse';
import { type QueueName, laneQueue } from './definition';
import type { JobTicket } from './enqueue';
import { JobRunner } from './job-runner';
import { LaneSource } from './lane-queues';
import { QueueBackend } from './queue-backend';
import { workerSettings } from './worker-settings';

const LANES_EVERY_MS = 10_000;
const RENEW_EVERY_MS = 2_000;
/** A job that is brought this much before its time is taken for due. */
const EARLY_MS = 1_000;

/** One BullMQ worker for each queue, and one for each hub's lane as soon as the network names the hub. Drains on shutdown within a bound. */
@Injectable()
export class QueueWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(QueueWorkers.name);
  private readonly workers = new Map<string, Worker>();
  private readonly inHand = new Map<string, ReadonlySet<Promise<string>>>();
  private isLeaving = false;
  private readonly lanes = new Pulse(
    () => this.openLanes(),
    LANES_EVERY_MS,
    (error) => this.logger.warn({ msg: 'lanes', cause: String(error) }),
  );
  private readonly renewal = new Pulse(
    () => this.renewLeftBehind(),
    RENEW_EVERY_MS,
    (error) => this.logger.warn({ msg: 'workers of the Cluster', cause: String(error) }),
  );

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'queues'>,
    private readonly backend: QueueBackend,
    private readonly runner: JobRunner,
    private readonly laneSource: LaneSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    for (const name of Object.keys(workerSettings) as QueueName[]) if (name !== 'lane') this.open(name, name);
    this.lanes.start();
    this.renewal.start();
  }

  /**
   * Before anything that jobs need is closed. No more are taken; those under way may end until the bound, and the rest is left to another
   * worker, which finds it stalled once this process is gone: BullMQ has no way to give it back.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.isLeaving = true;
    await this.lanes.stop();
    const drained = Promise.allSettled([this.renewal.stop(), ...[...this.workers.values()].map((worker) => worker.close())]);
    if ((await this.within(drained)) === 'late') this.logger.warn({ msg: 'jobs did not end in time and are left to another worker' });
    await this.runner.settle();
  }

  private async openLanes(): Promise<void> {
    for (const hubId of await this.laneSource.hubIds()) this.open(laneQueue(hubId), 'lane');
  }

  private async renewLeftBehind(): Promise<void> {
    const old = new Set(await this.backend.leftBehind());
    if (old.size === 0) return;
    this.logger.warn({ msg: 'the Cluster had lost something: workers begin anew', count: old.size });
    await Promise.allSettled([...this.workers].filter(([, worker]) => old.has(worker)).map(([queue, worker]) => this.renew(queue, worker)));
  }

  /** It takes no more jobs, and goes when it has none in hand or they last too long; then another one begins. Never two at a time: some queues allow one job. */
  private async renew(queue: string, worker: Worker): Promise<void> {
    await worker.pause(true);
    await this.within(Promise.allSettled([...(this.inHand.get(queue) ?? [])]));
    // Its line may be the one that hangs.
    await this.within(this.backend.dismiss(worker));
    if (this.isLeaving) return;
    this.workers.delete(queue);
    this.open(queue, queue in workerSettings ? (queue as QueueName) : 'lane');
  }

  private within(work: Promise<unknown>): Promise<unknown> {
    return Promise.race([
      work,
      new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), this.settings.queues.QUEUE_DRAIN_MS).unref()),
    ]);
  }

  private open(queue: string, settingsOf: QueueName): void {
    if (this.workers.has(queue)) return;
    const inHand = new Set<Promise<string>>();
    this.inHand.set(queue, inHand);
    const take = (job: Job<JobTicket>, token: string | undefined): Promise<string> => {
      const work = this.runWhenDue(job, token).finally(() => inHand.delete(work));
      inHand.add(work);
      return work;
    };
    const worker = this.backend.worker(queue, take, workerSettings[settingsOf]);
    this.workers.set(queue, worker);
    void worker.run().catch((error: unknown) => this.logger.error({ msg: 'worker ended', queue, cause: String(error) }));
  }

  /**
   * BullMQ wakes jobs by the time of this machine. One that is brought before its time is put back until it is due, and that costs none of its tries.
   */
  private async runWhenDue(job: Job<JobTicket>, token: string | undefined): Promise<string> {
    const earlyMs = job.data.dueAt === undefined ? 0 : msBetween(this.clock.now(), job.data.dueAt);
    if (earlyMs <= EARLY_MS) return this.runner.run(job);
    // As this machine tells it, since it compares with that.
    await job.moveToDelayed(Date.parse(addMs(systemClock.now(), earlyMs)), token);
    throw new DelayedError();
  }
}
