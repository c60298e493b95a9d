import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { FollowLaneWithSealedOffers } from '../use-cases/follow-lane-with-sealed-offers';
import { patient } from './patient';

/** Owed whenever a lane is handed over, whether or not anything sealed waits in it: that it is owed tells nothing. */
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
  constructor(private readonly useCase: FollowLaneWithSealedOffers) {}

  handle(payload: PayloadOf<typeof followLaneWithSealedOffers>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
