import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { EscalateOffer } from '../use-cases/escalate-offer';
import { patient } from './patient';

/** Due when the hub's time to answer is over. A wake-up a moment too early is a fault and comes again. */
export const escalateOffer = defineJob({
  name: 'dispatch.escalate-offer',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'a withdrawn right never stops an escalation',
  schema: z.strictObject({ offerId: z.uuid() }),
  ...patient,
});

@Injectable()
@HandlesJob(escalateOffer)
export class EscalateOfferJob implements JobHandler<typeof escalateOffer> {
  constructor(private readonly useCase: EscalateOffer) {}

  handle(payload: PayloadOf<typeof escalateOffer>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
