import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { PlanSupportRequest } from '../use-cases/plan-support-request';

/** Owed whenever something of a request may have become uncovered; what is covered is left alone. */
export const planSupportRequest = defineJob({
  name: 'dispatch.plan-support-request',
  queue: 'dispatch',
  schema: z.strictObject({ requestId: z.uuid() }),
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 250 },
});

@Injectable()
@HandlesJob(planSupportRequest)
export class PlanSupportRequestJob implements JobHandler<typeof planSupportRequest> {
  constructor(private readonly useCase: PlanSupportRequest) {}

  handle(payload: PayloadOf<typeof planSupportRequest>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
