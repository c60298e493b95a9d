import { Injectable, Logger } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { JobRefused } from '../contract';
import { UnitOfWork } from '../database/unit-of-work';
import { JOURNAL, SEEN_COLUMNS, type SeenRow, seenOf } from '../journal/append';
import { type Once, systemActor } from '../security/actor';
import type { LostJob } from './acting-actors';
import type { JobDefinition } from './definition';

/**
 * A job that is not done because whoever caused it may no longer: kept as evidence, told to those who were told of its cause, and closed in the
 * same transaction, so that it is neither tried again nor silently gone.
 */
@Injectable()
export class JobRefusals {
  private readonly logger = new Logger('Job');

  constructor(private readonly work: UnitOfWork) {}

  async record(job: JobDefinition, lost: LostJob, once: Extract<Once, { kind: 'promise' }>): Promise<Result<never, Refusal>> {
    const { why, permission, missionId, position, correlationId } = lost;
    const outcome = `access.${why}`;
    const actor = { ...systemActor(job.name, correlationId), kind: 'job' as const, once };
    await this.work.run(actor, async (tx): Promise<Result<null>> => {
      const [row] = await tx.query<SeenRow>(`SELECT ${SEEN_COLUMNS} FROM ${JOURNAL} WHERE position = $1`, [position]);
      if (row === undefined) throw new Error('the entry that caused a job is not there');
      const { id: causedBy, subject, incidentId, audience } = seenOf(row);
      tx.append(JobRefused.of({ subject, incidentId, audience, body: { job: job.name, why, permission, missionId, causedBy } }));
      tx.write('UPDATE platform_promised_job SET outcome = $2 WHERE id = $1', [once.promiseId, `refused ${outcome}`]);
      return ok(null);
    });
    this.logger.warn({
      msg: 'job not done: whoever caused it may no longer',
      job: job.name,
      promiseId: once.promiseId,
      correlationId,
      why,
      permission,
    });
    return refuse('forbidden', outcome, 'Whoever caused this may no longer do it.', 'Somebody with the right has to decide anew.', {
      facts: { permission, missionId },
    });
  }
}
