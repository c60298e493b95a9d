import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { isUnavailable, sqlState } from '../database/faults';
import { systemActor } from '../security/actor';
import type { JobTicket } from './enqueue';
import { Promises } from './promises';
import { JobRegistry } from './registry';

/**
 * Runs one delivery of a job: parse, handle, and say how it ended. Refusals end it, faults are thrown so that BullMQ tries
 * again, and the last failed try leaves the promise dead for an operator to drive again.
 */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Job');

  constructor(
    private readonly registry: JobRegistry,
    private readonly promises: Promises,
  ) {}

  async run(delivery: Job<JobTicket>): Promise<string> {
    const { promiseId, correlationId, payload } = delivery.data;
    const { job, handler } = this.registry.handlerOf(delivery.name);
    const log = { job: delivery.name, promiseId, correlationId, attempt: delivery.attemptsMade + 1 };
    try {
      const parsed = job.schema.parse(payload);
      const actor = { ...systemActor(job.name, correlationId), kind: 'job' as const, once: { kind: 'promise' as const, promiseId } };
      const result = await handler.handle(parsed, actor);
      const outcome = result.ok ? 'done' : `refused ${result.refusal.code}`;
      await this.promises.close(promiseId, outcome);
      this.logger.debug({ ...log, outcome });
      return outcome;
    } catch (error) {
      const dead = delivery.attemptsMade + 1 >= job.attempts;
      const reason = reasonOf(error);
      await this.promises.fail(promiseId, reason, dead).catch(() => undefined);
      this.logger[dead ? 'error' : 'warn']({ ...log, reason, dead, cause: String(error) });
      throw error;
    }
  }
}

function reasonOf(error: unknown): string {
  if (isUnavailable(error)) return 'database-unavailable';
  const state = sqlState(error);
  if (state !== undefined) return `sql-${state}`;
  return error instanceof Error ? error.name : 'unknown';
}
