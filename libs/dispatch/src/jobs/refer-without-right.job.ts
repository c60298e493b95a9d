import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { ReferWithoutRight } from '../use-cases/refer-without-right';
import { patient } from './patient';

/** Owed when planning or delivering was refused, because whoever asked may no longer. */
export const referRequestWithoutRight = defineJob({
  name: 'dispatch.refer-request-without-right',
  queue: 'dispatch',
  actsFor: 'house',
  because: 'what people need must not hang because whoever asked has left',
  schema: z.union([z.strictObject({ requestId: z.uuid() }), z.strictObject({ offerId: z.uuid() })]),
  ...patient,
});

@Injectable()
@HandlesJob(referRequestWithoutRight)
export class ReferRequestWithoutRightJob implements JobHandler<typeof referRequestWithoutRight> {
  constructor(private readonly useCase: ReferWithoutRight) {}

  handle(payload: PayloadOf<typeof referRequestWithoutRight>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
