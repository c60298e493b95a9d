import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { LapseShipment } from '../use-cases/lapse-shipment';
import { patient } from './patient';

/** Due when supplies have been held for a request long enough without being sent. A wake-up a moment too early is a fault and comes again. */
export const lapseShipment = defineJob({
  name: 'dispatch.lapse-shipment',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'a reservation ends by the clock, whoever made it',
  schema: z.strictObject({ shipmentId: z.uuid() }),
  ...patient,
});

@Injectable()
@HandlesJob(lapseShipment)
export class LapseShipmentJob implements JobHandler<typeof lapseShipment> {
  constructor(private readonly useCase: LapseShipment) {}

  handle(payload: PayloadOf<typeof lapseShipment>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
