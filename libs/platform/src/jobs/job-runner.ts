import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { isUnavailable, sqlState } from '../database/faults';
import { actingAs } from '../security/acting';
import { jobSeconds, jobsRefused } from '../telemetry/job-metrics';
import { type JobTold, tellings } from '../telemetry/tellings';
import { ActingActors } from './acting-actors';
import type { JobTicket } from './enqueue';
import { JobRefusals } from './job-refusals';
import { Closing } from './closing';
import { SEALED_QUEUE } from './definition';
import { Promises } from './promises';
import { JobRegistry } from './registry';

/** What of a job is needed to run it, whoever brings it. */
export type Delivery = Pick<Job<JobTicket>, 'name' | 'queueName' | 'attemptsMade' | 'data'>;

/**
 * Runs one delivery of a job: parse, find out with whose rights, handle, and say how it ended. Refusals end it, faults are thrown so that
 * BullMQ tries again, and the last failed try leaves the promise dead for an operator to drive again.
 */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Job');

  constructor(
    private readonly registry: JobRegistry,
    private readonly promises: Promises,
    private readonly closing: Closing,
    private readonly actors: ActingActors,
    private readonly refusals: JobRefusals,
  ) {}

  async run(delivery: Delivery): Promise<string> {
    const { promiseId, correlationId } = delivery.data;
    const { job, handler } = this.registry.handlerOf(delivery.name);
    // Nothing that is done for a sealed incident may be counted.
    const mayBeTold = delivery.queueName !== SEALED_QUEUE;
    let isTold = mayBeTold;
    const timer = jobSeconds.startTimer({ job: delivery.name });
    const timed = ({ outcome }: Pick<JobTold, 'outcome'>): void => {
      if (!isTold) return;
      const tookMs = timer({ outcome }) * 1_000;
      tellings.emit('job', { correlationId, job: delivery.name, queue: delivery.queueName, attempt: log.attempt, outcome, tookMs });
    };
    const log = { job: delivery.name, promiseId, correlationId, attempt: delivery.attemptsMade + 1 };
    try {
      let isKept = false;
      const onClaimed = (told: boolean): void => {
        isTold = told && mayBeTold;
      };
      const once = { kind: 'promise' as const, promiseId, onKept: () => (isKept = true), onClaimed };
      const acting = await this.actors.of(job, delivery.data);
      const result =
        'lost' in acting
          ? await this.refusals.record(job, acting.lost, once)
          : await actingAs(acting.actor, () => handler.handle(job.schema.parse(acting.payload), { ...acting.actor, once }));
      if ('lost' in acting && isTold) jobsRefused.inc({ job: job.name, why: acting.lost.why });
      const outcome = result.ok ? 'done' : `refused ${result.refusal.code}`;
      timed({ outcome: result.ok ? 'done' : 'refused' });
      if (!isKept) this.closing.add(promiseId, outcome);
      this.logger.log({ ...log, msg: 'job ended', outcome });
      return outcome;
    } catch (error) {
      timed({ outcome: 'failed' });
      const dead = delivery.attemptsMade + 1 >= job.attempts;
      const reason = reasonOf(error);
      await this.promises.fail(promiseId, reason, dead).catch(() => undefined);
      this.logger[dead ? 'error' : 'warn']({ ...log, cause: reason, dead, at: whereOf(error) });
      // BullMQ keeps what is thrown, in clear: a database message may quote values of a row, hence of a person.
      // eslint-disable-next-line preserve-caught-error -- its cause is the message that must not get there
      throw new Error(reason);
    }
  }

  /** For whoever stops the workers: what was run is written down. */
  settle(): Promise<void> {
    return this.closing.settle();
  }
}

/** Where it went wrong, without the message. */
function whereOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at '))
        .slice(0, 5)
        .join(' ')
    : '';
}

function reasonOf(error: unknown): string {
  if (isUnavailable(error)) return 'database-unavailable';
  const state = sqlState(error);
  if (state !== undefined) return `sql-${state}`;
  return error instanceof Error ? error.name : 'unknown';
}
