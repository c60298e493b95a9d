import { Injectable } from '@nestjs/common';
import type { JsonValue } from '@bongsu/kernel';
import type { Queue } from 'bullmq';
import type { JobDefinition } from './definition';
import { JobRegistry } from './registry';
import { type PromisedJob, Promises } from './promises';
import { QueueBackend } from './queue-backend';

/** What travels through the queue: which promise to keep, and the correlation id of its cause. */
export interface JobTicket {
  readonly promiseId: string;
  readonly correlationId: string;
  readonly payload: unknown;
  /** When it is to be kept, not before; absent in tickets from before deadlines travelled along. */
  readonly dueAt?: string;
}

/** How many jobs the queues are asked for at the same time. */
const AT_ONCE = 25;
/** So many are added one after the other: for a bulk BullMQ on PostgreSQL makes and drops two tables, which costs as much as several (ADR 8). */
const FEW = 4;

/** Turns promises into BullMQ jobs. The promise's id is the job's id: added twice it is there once. */
@Injectable()
export class Enqueue {
  constructor(
    private readonly backend: QueueBackend,
    private readonly registry: JobRegistry,
    private readonly promises: Promises,
  ) {}

  async add(promised: readonly PromisedJob[], nowMs: number): Promise<void> {
    const byQueue = groupByQueue(promised);
    await Promise.all([...byQueue].map(([queue, jobs]) => this.addTo(this.backend.queue(queue), jobs, nowMs)));
  }

  /** Adds what the queue has lost, and drives again what it failed for good though the promise still stands. */
  async restore(promised: readonly PromisedJob[], nowMs: number): Promise<number> {
    const missing: PromisedJob[] = [];
    for (let start = 0; start < promised.length; start += AT_ONCE) {
      const looked = await Promise.all(
        promised.slice(start, start + AT_ONCE).map(async (each) => ((await this.isMissing(each)) ? [each] : [])),
      );
      missing.push(...looked.flat());
    }
    await this.add(missing, nowMs);
    return missing.length;
  }

  private async isMissing(each: PromisedJob): Promise<boolean> {
    const job = await this.backend.queue(each.queue).getJob(each.id);
    if (job === undefined || job === null) return true;
    // Nearly all wait or run, and one question tells: what ended says when, or why.
    if (job.finishedOn === undefined && job.failedReason === undefined) return false;
    const hasFailed = await job.isFailed();
    if (!hasFailed && !(await job.isCompleted())) return false;
    const alive = !hasFailed || (await this.promises.givenUp(each.id, this.registry.handlerOf(each.job).job.attempts));
    if (alive) await job.remove();
    return alive;
  }

  private async addTo(queue: Queue, promised: readonly PromisedJob[], nowMs: number): Promise<void> {
    const jobs = promised.map((each) => this.bulkJob(each, nowMs));
    if (jobs.length > FEW || this.backend.kind === 'redis') await queue.addBulk(jobs);
    // One after the other, so that equals are done in the order in which they came.
    else for (const { name, data, opts } of jobs) await queue.add(name, data, opts);
  }

  private bulkJob(each: PromisedJob, nowMs: number): { name: string; data: JobTicket; opts: object } {
    const { job } = this.registry.handlerOf(each.job);
    return {
      name: each.job,
      data: { promiseId: each.id, correlationId: each.correlationId, payload: each.payload, dueAt: each.dueAt.toISOString() },
      opts: {
        jobId: each.id,
        // From the time of the installation and not of this machine: other workers wake it.
        timestamp: nowMs,
        delay: Math.max(0, each.dueAt.getTime() - nowMs),
        ...rankOf(job, each.payload),
        attempts: job.attempts,
        backoff: { type: job.backoff.type, delay: job.backoff.delayMs, jitter: 0.3 },
      },
    };
  }
}

function rankOf(job: JobDefinition, payload: unknown): { priority?: number } {
  const rank = job.rank?.(payload as Partial<JsonValue>);
  return rank === undefined || rank === 0 ? {} : { priority: rank };
}

function groupByQueue(promised: readonly PromisedJob[]): Map<string, PromisedJob[]> {
  const groups = new Map<string, PromisedJob[]>();
  for (const each of promised) groups.set(each.queue, [...(groups.get(each.queue) ?? []), each]);
  return groups;
}
