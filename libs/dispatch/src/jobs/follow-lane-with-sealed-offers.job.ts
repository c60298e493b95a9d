import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, OwedAgain, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { FollowLaneWithSealedOffers } from '../use-cases/follow-lane-with-sealed-offers';
import { WaitingOffers } from '../use-cases/waiting-offers';
import { deliveries } from './deliver-offer.job';
import { patient } from './patient';

/** Owed whenever a lane changes, whether or not anything sealed waits in it: that it is owed tells nothing. */
export const followLaneWithSealedOffers = defineJob({
  name: 'dispatch.follow-lane-with-sealed-offers',
  queue: 'sealed',
  actsFor: 'house',
  because: 'it follows the row, which somebody with the right has changed already',
  schema: z.strictObject({ hubId: z.string() }),
  ...patient,
});

@Injectable()
@HandlesJob(followLaneWithSealedOffers)
export class FollowLaneWithSealedOffersJob implements JobHandler<typeof followLaneWithSealedOffers> {
  constructor(
    private readonly useCase: FollowLaneWithSealedOffers,
    private readonly offers: WaitingOffers,
    private readonly owedAgain: OwedAgain,
  ) {}

  async handle(payload: PayloadOf<typeof followLaneWithSealedOffers>, actor: Actor): Promise<Result<unknown, Refusal>> {
    await this.owedAgain.owe(deliveries, await this.offers.inOpenLane(payload.hubId, 'sealed-incidents'));
    return this.useCase.execute(payload, actor);
  }
}
