import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { EscalateUndecidedRequest } from '../use-cases/escalate-undecided-request';
import { patient } from './patient';

/** Due when a request should have been decided. */
export const escalateUndecidedRequest = defineJob({
  name: 'dispatch.escalate-undecided-request',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'a withdrawn right never stops an escalation',
  schema: z.strictObject({ requestId: z.uuid() }),
  ...patient,
});

@Injectable()
@HandlesJob(escalateUndecidedRequest)
export class EscalateUndecidedRequestJob implements JobHandler<typeof escalateUndecidedRequest> {
  constructor(private readonly useCase: EscalateUndecidedRequest) {}

  handle(payload: PayloadOf<typeof escalateUndecidedRequest>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
