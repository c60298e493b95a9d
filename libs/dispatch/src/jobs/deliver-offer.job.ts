import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { DeliverOffer } from '../use-cases/deliver-offer';

/** Runs in the hub's own lane: what waits there is the hub's backlog, and pausing the lane holds it. */
export const deliverOffer = defineJob({
  name: 'dispatch.deliver-offer',
  queue: 'lane',
  schema: z.strictObject({ offerId: z.uuid() }),
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 250 },
});

@Injectable()
@HandlesJob(deliverOffer)
export class DeliverOfferJob implements JobHandler<typeof deliverOffer> {
  constructor(private readonly useCase: DeliverOffer) {}

  handle(payload: PayloadOf<typeof deliverOffer>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
