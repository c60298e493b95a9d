import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import type { Permission } from '@bongsu/access';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { type Priority, prioritySchema } from '../contract';
import { DeliverOffer } from '../use-cases/deliver-offer';

/*
 * Run in the hub's own lane: what waits there is the hub's backlog, and pausing the lane holds it. However long that is, an offer is delivered only
 * while whoever stands behind it may still ask. What is urgent passes the backlog (docs/adr/0021).
 */
const inLane = {
  queue: 'lane',
  schema: z.strictObject({ offerId: z.uuid(), priority: prioritySchema.nullable().default(null) }),
  rank: ({ priority }: { readonly priority?: Priority | null }) => (priority === 'P1' ? 1 : priority === 'P2' ? 2 : 3),
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 250 },
} as const;

/** An offer that was planned for a request: whoever submitted it stands behind it. */
export const deliverOffer = defineJob({
  name: 'dispatch.deliver-offer',
  actsFor: 'originator',
  permission: 'dispatch.request.submit' satisfies Permission,
  ...inLane,
});

/** An offer that somebody of headquarters directed. */
export const deliverDirectedOffer = defineJob({
  name: 'dispatch.deliver-directed-offer',
  actsFor: 'originator',
  permission: 'dispatch.request.direct' satisfies Permission,
  ...inLane,
});

/** An offer that took the place of another: after silence, or with a lane that was handed over. */
export const deliverPassedOnOffer = defineJob({
  name: 'dispatch.deliver-passed-on-offer',
  actsFor: 'house',
  because: 'a withdrawn right never stops an escalation',
  ...inLane,
});

/** However an offer is delivered. */
export const deliveries = [deliverOffer, deliverDirectedOffer, deliverPassedOnOffer] as const;

@Injectable()
@HandlesJob(deliverOffer)
export class DeliverOfferJob implements JobHandler<typeof deliverOffer> {
  constructor(private readonly useCase: DeliverOffer) {}

  handle(payload: PayloadOf<typeof deliverOffer>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(deliverDirectedOffer)
export class DeliverDirectedOfferJob implements JobHandler<typeof deliverDirectedOffer> {
  constructor(private readonly useCase: DeliverOffer) {}

  handle(payload: PayloadOf<typeof deliverDirectedOffer>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(deliverPassedOnOffer)
export class DeliverPassedOnOfferJob implements JobHandler<typeof deliverPassedOnOffer> {
  constructor(private readonly useCase: DeliverOffer) {}

  handle(payload: PayloadOf<typeof deliverPassedOnOffer>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}
