import type { QueueName } from './definition';

/** What every queue must state; a new queue without them does not compile. */
export interface WorkerSettings {
  readonly concurrency: number;
  /** A killed worker's job is taken up again after at most lock + stalled interval. */
  readonly lockMs: number;
  readonly stalledIntervalMs: number;
  readonly maxStalledCount: number;
}

/**
 * Completed jobs tell nothing that their rows do not, and to keep the last thousand costs BullMQ on PostgreSQL a sort of them at every completion (10 ms
 * instead of 1, ADR 8). Failed ones are kept until they are driven again.
 */
export const jobOptions = { removeOnComplete: true, removeOnFail: false } as const;

/** All of these queues carry deadlines of people in danger: redone within 15 s after a killed worker. */
const quick = { lockMs: 10_000, stalledIntervalMs: 5_000, maxStalledCount: 3 } as const;

export const workerSettings: Readonly<Record<QueueName, Required<WorkerSettings>>> = {
  // Comparisons of reports: in a storm of them they leave the database to those who file.
  incidents: { concurrency: 4, ...quick },
  dispatch: { concurrency: 8, ...quick },
  deadlines: { concurrency: 8, ...quick },
  // One poll at a time: two would ask the same provider for the same thing.
  feeds: { concurrency: 1, ...quick, lockMs: 30_000 },
  // Long and in no hurry: apart, so that it takes no place from what is.
  exports: { concurrency: 1, ...quick, lockMs: 30_000 },
  sealed: { concurrency: 4, ...quick },
  lane: { concurrency: 4, ...quick },
};
