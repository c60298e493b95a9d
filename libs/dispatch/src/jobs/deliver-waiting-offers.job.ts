import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { WakeWaitingOffers } from '../use-cases/wake-waiting-offers';
import { deliveries } from './deliver-offer.job';
import { patient } from './patient';

/** Owed when a lane opens again: it only wakes what waits there, and each of those asks for its own right. */
const whenLaneOpens = {
  actsFor: 'house',
  because: 'it only wakes what waits, and each of those asks for its own right',
  schema: z.strictObject({ hubId: z.string() }),
} as const;

export const deliverWaitingOffers = defineJob({
  name: 'dispatch.deliver-waiting-offers',
  queue: 'lane',
  ...whenLaneOpens,
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 250 },
});

/** The same for what sealed incidents ask, owed whether or not anything of them waits: that it is owed tells nothing. */
export const deliverWaitingSealedOffers = defineJob({
  name: 'dispatch.deliver-waiting-sealed-offers',
  queue: 'sealed',
  ...whenLaneOpens,
  ...patient,
});

@Injectable()
@HandlesJob(deliverWaitingOffers)
export class DeliverWaitingOffersJob implements JobHandler<typeof deliverWaitingOffers> {
  constructor(private readonly useCase: WakeWaitingOffers) {}

  handle({ hubId }: PayloadOf<typeof deliverWaitingOffers>): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute({ hubId, which: 'open-incidents', deliveries });
  }
}

@Injectable()
@HandlesJob(deliverWaitingSealedOffers)
export class DeliverWaitingSealedOffersJob implements JobHandler<typeof deliverWaitingSealedOffers> {
  constructor(private readonly useCase: WakeWaitingOffers) {}

  handle({ hubId }: PayloadOf<typeof deliverWaitingSealedOffers>): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute({ hubId, which: 'sealed-incidents', deliveries });
  }
}
