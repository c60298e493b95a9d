import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { DeliverOffer } from '../use-cases/deliver-offer';

/** Owed when a lane opens again: an offer whose own job ran while the lane was paused still waits. */
export const deliverWaitingOffers = defineJob({
  name: 'dispatch.deliver-waiting-offers',
  queue: 'lane',
  schema: z.strictObject({ hubId: z.string() }),
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 250 },
});

@Injectable()
@HandlesJob(deliverWaitingOffers)
export class DeliverWaitingOffersJob implements JobHandler<typeof deliverWaitingOffers> {
  constructor(private readonly useCase: DeliverOffer) {}

  handle(payload: PayloadOf<typeof deliverWaitingOffers>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.executeAll(payload, actor);
  }
}
