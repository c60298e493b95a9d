import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import type { Dossier } from '../domain/dossier';
import type { Lane } from '../domain/lane';
import { isOpen } from '../domain/offer';
import { readdressOffer } from '../domain/pass-on-offer';
import { DossierStore, type OffersOf } from '../storage/dossier.store';
import { LaneStore } from '../storage/lane.store';
import { LaneDelivery } from './lane-delivery';
import { RecordStep } from './record-step';

/**
 * Every unanswered offer of a lane that was handed over is asked of the hub that answers for it. Whoever hands over does so with what open incidents
 * ask; the rest follows by the house, since she may not know of it.
 */
@Injectable()
export class ReaddressOffers {
  constructor(
    private readonly dossiers: DossierStore,
    private readonly lanes: LaneStore,
    private readonly delivery: LaneDelivery,
    private readonly steps: RecordStep,
  ) {}

  /** Requests are locked in the order of their ids. */
  async readdress(tx: Tx, lane: Lane, which: OffersOf): Promise<Result<null, Refusal>> {
    for (const requestId of await this.dossiers.requestsWaitingFor(tx, lane.hubId, which)) {
      const dossier = await this.dossiers.lock(tx, { requestId });
      const readdressed = dossier === null ? ok(null) : await this.ofRequest(tx, dossier, lane);
      if (!readdressed.ok) return readdressed;
    }
    return ok(null);
  }

  private async ofRequest(tx: Tx, dossier: Dossier, { hubId, handedToHubId }: Lane): Promise<Result<null, Refusal>> {
    const lanes = await this.lanes.inTransaction(tx);
    let current = dossier;
    for (const offer of dossier.offers.filter((each) => each.hubId === hubId && isOpen(each))) {
      const decision = readdressOffer(
        current,
        offer,
        this.delivery.passOnFacts(current, tx.now, lanes, handedToHubId === null ? [] : [handedToHubId]),
      );
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, current, decision.value);
      if (!saved.ok) return saved;
      current = saved.value;
    }
    return ok(null);
  }
}
