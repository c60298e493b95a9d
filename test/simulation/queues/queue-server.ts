import type { Machine } from '../engine/machine';
import type { World } from '../engine/world';
import type { Weather } from '../weather';
import { type JobOptions, type QueuedJob, backoffMs } from './queued-job';

const LOOK_EVERY_MS = 2_500;

/** One job handed to one process. */
export interface Handed {
  readonly name: string;
  readonly data: QueuedJob['data'];
  readonly queueName: string;
  readonly attemptsMade: number;
  moveToDelayed(untilMs: number): Promise<void>;
}
export interface Taker {
  readonly queue: string;
  readonly machine: Machine;
  readonly concurrency: number;
  readonly stalledAfterMs: number;
  readonly maxStalls: number;
  readonly process: (job: Handed) => Promise<unknown>;
  busy: number;
  isClosed: boolean;
}

/**
 * BullMQ with its store: at least once, in about the order of their times, with backoff, and with jobs that stall when their worker dies. Everything in
 * it may be gone from one moment to the next.
 */
export class QueueServer {
  isUp = true;
  handedOut = 0;
  private queues = new Map<string, Map<string, QueuedJob>>();
  private readonly takers: Taker[] = [];
  private readonly looking = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly weather: Weather,
  ) {}

  jobsOf(queue: string): Map<string, QueuedJob> {
    const jobs = this.queues.get(queue) ?? new Map<string, QueuedJob>();
    this.queues.set(queue, jobs);
    return jobs;
  }

  /** A job whose id is known, in whatever state, is not added again. */
  add(queue: string, name: string, data: QueuedJob['data'], options: JobOptions): void {
    const jobs = this.jobsOf(queue);
    if (jobs.has(options.jobId)) return;
    const readyAtMs = (options.timestamp ?? this.world.nowMs) + options.delay;
    const fresh = { notBeforeMs: 0, attemptsMade: 0, stalls: 0, handedOut: 0, finishedOn: undefined, failedReason: undefined } as const;
    jobs.set(options.jobId, { name, data, options, state: 'waiting', readyAtMs, ...fresh });
    this.lookAt(queue, readyAtMs);
  }

  /** FLUSHALL, or a failover to a copy that has nothing. */
  forgetEverything(): void {
    this.queues = new Map();
  }

  takeFrom(taker: Taker): void {
    this.takers.push(taker);
    this.lookAt(taker.queue, this.world.nowMs);
  }

  /** Everybody who waits is served again, after the queues were away. */
  lookEverywhere(): void {
    for (const queue of new Set(this.takers.map((each) => each.queue))) this.lookAt(queue, this.world.nowMs);
  }

  lookAt(queue: string, atMs: number): void {
    this.world.after(Math.max(0, atMs - this.world.nowMs) + this.weather.wayMs(), () => this.handOut(queue));
  }

  private handOut(queue: string): void {
    if (!this.isUp) return;
    const free = this.takers.filter((each) => each.queue === queue && each.machine.alive && !each.isClosed && each.busy < each.concurrency);
    const taker = this.world.chance.one(free);
    const waiting = [...this.jobsOf(queue).values()].filter(
      ({ state, notBeforeMs }) => state === 'waiting' && notBeforeMs <= this.world.nowMs,
    );
    const job = this.world.chance.one(waiting.filter(({ readyAtMs }) => taker !== undefined && readyAtMs <= taker.machine.nowMs));
    if (waiting.length > 0) this.lookAgain(queue);
    if (taker === undefined || job === undefined) return;
    this.give(taker, job);
    if (this.weather.happens('handed-out-twice')) {
      const other = this.world.chance.one(free);
      if (other !== undefined) this.world.after(this.world.chance.between(0, 40), () => this.give(other, job));
    }
    this.lookAt(queue, this.world.nowMs);
  }

  /** Machines whose clocks differ wake jobs at different moments: somebody looks every now and then. */
  private lookAgain(queue: string): void {
    if (this.looking.has(queue)) return;
    this.looking.add(queue);
    this.world.after(LOOK_EVERY_MS, () => {
      this.looking.delete(queue);
      this.handOut(queue);
    });
  }

  private give(taker: Taker, job: QueuedJob): void {
    if (!taker.machine.alive || taker.isClosed || job.state === 'completed') return;
    job.state = 'active';
    const turn = ++job.handedOut;
    taker.busy += 1;
    this.handedOut += 1;
    this.world.tell(() => `${taker.machine.name} takes ${job.name} ${job.options.jobId.slice(-4)} try ${job.attemptsMade + 1}`);
    const { name, data, attemptsMade } = job;
    const ended = (failed: unknown): void => {
      taker.busy -= 1;
      this.world.after(this.weather.wayMs(), () => this.close(taker.queue, job, turn, failed));
    };
    const moveToDelayed = async (untilMs: number): Promise<void> => {
      if (turn !== job.handedOut || job.state !== 'active') throw new Error("the job is not this worker's any more");
      job.state = 'waiting';
      job.readyAtMs = untilMs;
      this.lookAt(taker.queue, untilMs);
    };
    const handed: Handed = { name, data, attemptsMade, queueName: taker.queue, moveToDelayed };
    taker.machine.run(() => void taker.process(handed).then(() => ended(undefined), ended));
    const unwatch = taker.machine.onEnd(() => void this.world.after(taker.stalledAfterMs, () => this.stall(taker, job, turn)));
    this.world.after(taker.stalledAfterMs, unwatch);
  }

  private close(queue: string, job: QueuedJob, turn: number, failed: unknown): void {
    this.lookAt(queue, this.world.nowMs);
    this.world.tell(() => `${job.name} ${job.options.jobId.slice(-4)} ended${failed === undefined ? '' : `: ${reasonOf(failed)}`}`);
    // Whoever lost the job to another is not heard.
    if (turn !== job.handedOut || job.state !== 'active') return;
    job.attemptsMade += 1;
    if (failed === undefined) this.forget(queue, job);
    else if (job.attemptsMade >= job.options.attempts) this.end(job, 'failed', reasonOf(failed));
    else this.again(queue, job, this.world.nowMs + backoffMs(job, this.world.chance.next()));
  }

  private stall({ queue, maxStalls }: Taker, job: QueuedJob, turn: number): void {
    if (turn !== job.handedOut || job.state !== 'active') return;
    job.stalls += 1;
    this.world.tell(() => `${job.name} ${job.options.jobId.slice(-4)} stalled`);
    if (job.stalls > maxStalls) this.end(job, 'failed', 'job stalled more than allowable limit');
    else this.again(queue, job, this.world.nowMs);
  }

  private end(job: QueuedJob, state: 'completed' | 'failed', reason: string | undefined): void {
    job.state = state;
    job.finishedOn = this.world.nowMs;
    job.failedReason = reason;
  }

  /** As with removeOnComplete: its id may be given again. Another may have it already, when everything was forgotten meanwhile. */
  private forget(queue: string, job: QueuedJob): void {
    this.end(job, 'completed', undefined);
    const jobs = this.jobsOf(queue);
    if (jobs.get(job.options.jobId) === job) jobs.delete(job.options.jobId);
  }

  private again(queue: string, job: QueuedJob, atMs: number): void {
    job.state = 'waiting';
    job.notBeforeMs = atMs;
    this.lookAt(queue, atMs);
  }
}

const reasonOf = (failed: unknown): string => (failed instanceof Error ? failed.message : 'unknown');
