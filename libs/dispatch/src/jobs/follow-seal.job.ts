import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { FollowSeal } from '../use-cases/follow-seal';
import { patient } from './patient';

/** Owed when an incident is sealed or unsealed. In the queue of what is sealed: elsewhere it would be counted once the seal is lifted. */
export const followSeal = defineJob({
  name: 'dispatch.follow-seal',
  queue: 'sealed',
  actsFor: 'house',
  because: 'it follows the seal, which somebody with the right has set or lifted already',
  schema: z.strictObject({ incidentId: z.uuid() }),
  ...patient,
});

@Injectable()
@HandlesJob(followSeal)
export class FollowSealJob implements JobHandler<typeof followSeal> {
  constructor(private readonly useCase: FollowSeal) {}

  handle(payload: PayloadOf<typeof followSeal>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
