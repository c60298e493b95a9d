import type { Machine } from '../engine/machine';
import type { World } from '../engine/world';
import type { Weather } from '../weather';
import type { QueueBackend } from '../../../libs/platform/src/jobs/queue-backend';
import type { WorkerSettings } from '../../../libs/platform/src/jobs/worker-settings';
import type { JobOptions } from './queued-job';
import type { Handed, QueueServer, Taker } from './queue-server';

interface Bulk {
  readonly name: string;
  readonly data: { promiseId: string; correlationId: string; payload: unknown };
  readonly opts: JobOptions;
}

/** The port to BullMQ of one process. Every call is a way there and back, and may fail. */
export class SimulatedBackend {
  constructor(
    private readonly world: World,
    private readonly weather: Weather,
    private readonly server: QueueServer,
    private readonly machine: Machine,
  ) {}

  /** For whoever takes the house's own. */
  get port(): QueueBackend {
    return this as unknown as QueueBackend;
  }

  queue(name: string): object {
    return {
      add: (job: string, data: Bulk['data'], opts: JobOptions) => this.call(() => this.server.add(name, job, data, opts)),
      addBulk: (jobs: readonly Bulk[]) =>
        this.call(() => {
          for (const { name: job, data, opts } of jobs) this.server.add(name, job, data, opts);
        }),
      getJob: (id: string) => this.call(() => this.handle(name, id)),
      pause: () => this.call(() => undefined),
      resume: () => this.call(() => undefined),
    };
  }

  worker(queue: string, process: (job: Handed) => Promise<unknown>, settings: WorkerSettings): object {
    const { concurrency, lockMs, stalledIntervalMs, maxStalledCount: maxStalls } = settings;
    const stalledAfterMs = lockMs + stalledIntervalMs;
    const taker: Taker = { queue, machine: this.machine, concurrency, stalledAfterMs, maxStalls, process, busy: 0, isClosed: false };
    return {
      run: async () => this.server.takeFrom(taker),
      close: async () => {
        taker.isClosed = true;
      },
    };
  }

  private handle(queue: string, id: string): object | null {
    const job = this.server.jobsOf(queue).get(id);
    if (job === undefined) return null;
    return {
      finishedOn: job.finishedOn,
      failedReason: job.failedReason,
      isFailed: () => this.call(() => job.state === 'failed'),
      isCompleted: () => this.call(() => job.state === 'completed'),
      remove: () => this.call(() => this.server.jobsOf(queue).delete(id)),
    };
  }

  private async call<T>(ask: () => T): Promise<T> {
    await this.world.wait(this.weather.wayMs(), this.machine);
    if (!this.server.isUp || this.weather.happens('queue-fails')) throw new Error('the queues do not answer');
    const answer = ask();
    await this.world.wait(this.weather.wayMs(), this.machine);
    // Told that it failed though it was done.
    if (this.weather.happens('queue-fails')) throw new Error('the queues do not answer');
    return answer;
  }
}
