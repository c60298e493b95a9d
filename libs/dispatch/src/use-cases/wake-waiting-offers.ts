import { Injectable } from '@nestjs/common';
import { type JsonValue, type Refusal, type Result, ok } from '@bongsu/kernel';
import { type JobDefinition, OwedAgain } from '@bongsu/platform';
import type { OffersOf } from '../storage/dossier.store';
import { WaitingOffers } from './waiting-offers';

export interface WakeWaitingOffersCommand<Payload extends JsonValue> {
  readonly hubId: string;
  readonly which: OffersOf;
  /** The jobs that deliver an offer, each owed under the offer's id. */
  readonly deliveries: readonly JobDefinition<Payload>[];
}

/** A lane is open again: an offer whose own job ran while it was paused still waits, and is owed that job once more. */
@Injectable()
export class WakeWaitingOffers {
  constructor(
    private readonly offers: WaitingOffers,
    private readonly owedAgain: OwedAgain,
  ) {}

  async execute<Payload extends JsonValue>({
    hubId,
    which,
    deliveries,
  }: WakeWaitingOffersCommand<Payload>): Promise<Result<null, Refusal>> {
    await this.owedAgain.owe(deliveries, await this.offers.inOpenLane(hubId, which));
    return ok(null);
  }
}
