import { Injectable } from '@nestjs/common';
import { JobRegistry } from './registry';
import { type PromisedJob } from './promises';
import { QueueBackend } from './queue-backend';

/** What travels through the queue: which promise to keep, and the correlation id of its cause. */
export interface JobTicket {
  readonly promiseId: string;
  readonly correlationId: string;
  readonly payload: unknown;
}

/** Turns promises into BullMQ jobs. The promise's id is the job's id: added twice it is there once. */
@Injectable()
export class Enqueue {
  constructor(
    private readonly backend: QueueBackend,
    private readonly registry: JobRegistry,
  ) {}

  async add(promised: readonly PromisedJob[], nowMs: number): Promise<void> {
    const byQueue = groupByQueue(promised);
    await Promise.all(
      [...byQueue].map(([queue, jobs]) => this.backend.queue(queue).addBulk(jobs.map((each) => this.bulkJob(each, nowMs)))),
    );
  }

  /** Adds what the queue has lost, and drives again what it failed for good though the promise still stands. */
  async restore(promised: readonly PromisedJob[], nowMs: number): Promise<number> {
    const missing: PromisedJob[] = [];
    for (const each of promised) {
      const queue = this.backend.queue(each.queue);
      const job = await queue.getJob(each.id);
      if (job === undefined || job === null) missing.push(each);
      else if ((await job.isFailed()) || (await job.isCompleted())) {
        await job.remove();
        missing.push(each);
      }
    }
    await this.add(missing, nowMs);
    return missing.length;
  }

  private bulkJob(each: PromisedJob, nowMs: number): { name: string; data: JobTicket; opts: object } {
    const { job } = this.registry.handlerOf(each.job);
    return {
      name: each.job,
      data: { promiseId: each.id, correlationId: each.correlationId, payload: each.payload },
      opts: {
        jobId: each.id,
        delay: Math.max(0, each.dueAt.getTime() - nowMs),
        attempts: job.attempts,
        backoff: { type: job.backoff.type, delay: job.backoff.delayMs, jitter: 0.3 },
      },
    };
  }
}

function groupByQueue(promised: readonly PromisedJob[]): Map<string, PromisedJob[]> {
  const groups = new Map<string, PromisedJob[]>();
  for (const each of promised) groups.set(each.queue, [...(groups.get(each.queue) ?? []), each]);
  return groups;
}
