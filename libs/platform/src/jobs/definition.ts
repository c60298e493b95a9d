import type { JsonValue, Refusal, Result } from '@bongsu/kernel';
import type { z } from 'zod';
import type { Actor } from '../security/actor';

/**
 * Every queue of the house. `lane` stands for the queues of the hubs: one each, created from data. `sealed` takes whatever sealed incidents owe,
 * from every queue and lane, so that no queue that anybody counts is longer or slower for them.
 */
export type QueueName = 'incidents' | 'dispatch' | 'deadlines' | 'feeds' | 'exports' | 'sealed' | 'lane';

/** With whose rights a job runs (docs/adr/0014). There is no default. */
export type JobPolicy = OriginatorsPolicy | HousePolicy;

/**
 * With the present rights of whoever caused it: she must still hold `permission` over the mission that the promise names. Otherwise the job does
 * nothing, says so in the journal ({@link file://../contract/job-entries.ts}) and is not tried again.
 */
export interface OriginatorsPolicy {
  readonly actsFor: 'originator';
  readonly permission: string;
}

/** As the house, whoever caused it and whatever became of her: deadlines, reminders, escalations, purges. `because` says why. */
export interface HousePolicy {
  readonly actsFor: 'house';
  readonly because: string;
}

export type JobDefinition<Payload extends JsonValue = JsonValue, Policy extends JobPolicy = JobPolicy> = JobFacts<Payload> & Policy;

interface JobFacts<Payload extends JsonValue> {
  /** Imperative, after its context: `dispatch.escalate-offer`. */
  readonly name: string;
  readonly queue: QueueName;
  readonly schema: z.ZodType<Payload>;
  /** How often a fault is met with another try before the job lies dead and waits for `bongsu redrive`. */
  readonly attempts: number;
  readonly backoff: { readonly type: 'exponential' | 'fixed'; readonly delayMs: number };
  /**
   * Who passes whom in the queue, from the payload alone: the lowest first, those without a rank (0) before all others, equals in the order in which
   * they came. Payloads of older promises may lack what it looks at.
   */
  rank?(payload: Partial<Payload>): number;
}

/**
 * Declares a job once; who promises it and who handles it import the same constant. Payloads hold ids and small facts, never
 * personal data: Redis is clear text.
 */
export function defineJob<Payload extends JsonValue>(definition: JobDefinition<Payload, HousePolicy>): JobDefinition<Payload, HousePolicy>;
export function defineJob<Payload extends JsonValue>(
  definition: JobDefinition<Payload, OriginatorsPolicy>,
): JobDefinition<Payload, OriginatorsPolicy>;
export function defineJob<Payload extends JsonValue>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

/**
 * Does what a job asks for by calling exactly one use case with `actor`, in whose unit of work the promise is kept: a second
 * delivery does nothing. A refusal ends the job; a fault (thrown) is tried again.
 */
export interface JobHandler<Definition extends JobDefinition> {
  handle(payload: PayloadOf<Definition>, actor: Actor): Promise<Result<unknown, Refusal>>;
}

export type PayloadOf<Definition> = Definition extends JobFacts<infer Payload> ? Payload : never;

/** Work owed because of an entry. `key` makes it one of its kind: promised twice it is owed once. */
export interface JobPromise {
  readonly job: JobDefinition;
  readonly payload: JsonValue;
  readonly key: string;
  readonly dueAt?: string;
  /** For jobs of the `lane` queue: whose lane. */
  readonly lane?: string;
  /** For jobs that act for their originator: over which mission she must hold the right. */
  readonly over?: string;
}

interface About {
  readonly key: string;
  readonly dueAt?: string;
  readonly lane?: string;
}

export function promise<Payload extends JsonValue>(job: JobDefinition<Payload, HousePolicy>, payload: Payload, about: About): JobPromise;
export function promise<Payload extends JsonValue>(
  job: JobDefinition<Payload, OriginatorsPolicy>,
  payload: Payload,
  about: About & { readonly over: string },
): JobPromise;
export function promise(job: JobDefinition, payload: JsonValue, about: About & { readonly over?: string }): JobPromise {
  return { job, payload, ...about };
}

/** The name of a job's queue as rows and BullMQ know it. */
export function queueOf(owed: Pick<JobPromise, 'job' | 'lane'>): string {
  if (owed.job.queue !== 'lane') return owed.job.queue;
  if (owed.lane === undefined) throw new Error(`${owed.job.name} runs in a hub's lane and was promised without one`);
  return laneQueue(owed.lane);
}

/** The queue of all sealed incidents together: not even its name tells of one. */
export const SEALED_QUEUE = 'sealed' satisfies QueueName;

export const LANE_PREFIX = 'lane-';
export const laneQueue = (hubId: string): string => `${LANE_PREFIX}${hubId}`;
