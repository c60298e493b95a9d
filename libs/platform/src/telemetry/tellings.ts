import { EventEmitter } from 'node:events';

/** A request that was answered. The route is its pattern, never the address as it was asked for. */
export interface RequestTold {
  readonly correlationId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly tookMs: number;
  /** Whether it filed a report. */
  readonly isIntake: boolean;
}

/** A job that was run. */
export interface JobTold {
  readonly correlationId: string;
  readonly job: string;
  readonly queue: string;
  readonly attempt: number;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly tookMs: number;
}

/** Entries that went out to boards: each with the number of boards. */
export interface ShownTold {
  readonly entries: ReadonlyMap<{ readonly kind: string; readonly at: string; readonly correlationId: string }, number>;
}

interface Tellings {
  request: [RequestTold];
  job: [JobTold];
  shown: [ShownTold];
}

/**
 * What happens in this process, for whoever measures or traces it; one for the process, like its metrics. Whoever tells here leaves out what
 * nobody may count: what is done for, by or about sealed incidents (see request-log, job-runner and live-feed). Nothing told holds the id of an
 * incident or of a person, since what leaves this house as a span cannot be called back when something is sealed later.
 */
export const tellings = new EventEmitter<Tellings>().setMaxListeners(50);
