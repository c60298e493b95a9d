import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import type { Permission } from '@bongsu/access';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { PlanSupportRequest } from '../use-cases/plan-support-request';

const schema = z.strictObject({ requestId: z.uuid() });
const tried = { attempts: 8, backoff: { type: 'exponential', delayMs: 250 } } as const;

/** Owed when a request was submitted: it asks hubs for what somebody asked for, so she must still be the one who may. */
export const planSupportRequest = defineJob({
  name: 'dispatch.plan-support-request',
  queue: 'dispatch',
  actsFor: 'originator',
  permission: 'dispatch.request.submit' satisfies Permission,
  schema,
  ...tried,
});

/** Owed whenever something of a request may have become uncovered again; what is covered is left alone. */
export const planAgain = defineJob({
  name: 'dispatch.plan-again',
  queue: 'dispatch',
  actsFor: 'house',
  because: 'what a hub declined, called off or lost is sought elsewhere, whoever reported it',
  schema,
  ...tried,
});

@Injectable()
@HandlesJob(planSupportRequest)
export class PlanSupportRequestJob implements JobHandler<typeof planSupportRequest> {
  constructor(private readonly useCase: PlanSupportRequest) {}

  handle(payload: PayloadOf<typeof planSupportRequest>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(planAgain)
export class PlanAgainJob implements JobHandler<typeof planAgain> {
  constructor(private readonly useCase: PlanSupportRequest) {}

  handle(payload: PayloadOf<typeof planAgain>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
