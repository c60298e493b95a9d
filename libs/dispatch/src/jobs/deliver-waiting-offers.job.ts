import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { HandlesJob, type JobHandler, OwedAgain, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { WaitingOffers } from '../use-cases/waiting-offers';
import { deliveries } from './deliver-offer.job';

/** Owed when a lane opens again: an offer whose own job ran while the lane was paused still waits, and is owed its job once more. */
export const deliverWaitingOffers = defineJob({
  name: 'dispatch.deliver-waiting-offers',
  queue: 'lane',
  actsFor: 'house',
  because: 'it only wakes what waits, and each of those asks for its own right',
  schema: z.strictObject({ hubId: z.string() }),
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 250 },
});

@Injectable()
@HandlesJob(deliverWaitingOffers)
export class DeliverWaitingOffersJob implements JobHandler<typeof deliverWaitingOffers> {
  constructor(
    private readonly offers: WaitingOffers,
    private readonly owedAgain: OwedAgain,
  ) {}

  async handle({ hubId }: PayloadOf<typeof deliverWaitingOffers>): Promise<Result<unknown, Refusal>> {
    await this.owedAgain.owe(deliveries, await this.offers.inOpenLane(hubId, 'open-incidents'));
    return ok(null);
  }
}
