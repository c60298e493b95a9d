import type { JobTicket } from '../../../libs/platform/src/jobs/enqueue';

export interface JobOptions {
  readonly jobId: string;
  readonly timestamp?: number;
  readonly delay: number;
  readonly attempts: number;
  readonly backoff: { readonly type: 'exponential' | 'fixed'; readonly delay: number; readonly jitter: number };
}

/** A job as the queues keep it. */
export interface QueuedJob {
  readonly name: string;
  readonly data: JobTicket;
  readonly options: JobOptions;
  state: 'waiting' | 'active' | 'completed' | 'failed';
  /** Not taken before, as the machine that would take it tells the time. */
  readyAtMs: number;
  /** Not tried again before, as the queues tell the time. */
  notBeforeMs: number;
  attemptsMade: number;
  stalls: number;
  /** Counts the times it was handed out: only the last one's word about its end is heard. */
  handedOut: number;
  finishedOn: number | undefined;
  failedReason: string | undefined;
}

/** When the next try comes, as BullMQ reckons it. */
export function backoffMs({ attemptsMade, options: { backoff } }: QueuedJob, chance: number): number {
  const ms = backoff.type === 'fixed' ? backoff.delay : backoff.delay * 2 ** (attemptsMade - 1);
  return ms * (1 - backoff.jitter + chance * backoff.jitter);
}
