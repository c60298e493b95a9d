import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { WithdrawRequestsOfClosedIncident } from '../use-cases/withdraw-requests-of-closed-incident';
import { patient } from './patient';

/** Owed when an incident is closed; it finds something only when the blockers were overridden. */
export const withdrawRequestsOfClosedIncident = defineJob({
  name: 'dispatch.withdraw-requests-of-closed-incident',
  queue: 'dispatch',
  actsFor: 'house',
  because: 'nobody may be sent to a closed incident, whoever has closed it',
  schema: z.strictObject({ incidentId: z.uuid() }),
  ...patient,
});

@Injectable()
@HandlesJob(withdrawRequestsOfClosedIncident)
export class WithdrawRequestsOfClosedIncidentJob implements JobHandler<typeof withdrawRequestsOfClosedIncident> {
  constructor(private readonly useCase: WithdrawRequestsOfClosedIncident) {}

  handle(payload: PayloadOf<typeof withdrawRequestsOfClosedIncident>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
