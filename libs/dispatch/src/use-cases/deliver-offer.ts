import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { DossierStore } from '../storage/dossier.store';
import { LaneDelivery, nothingToDo } from './lane-delivery';
import { RecordStep } from './record-step';

/** The hub's lane has come to this offer: the hub gets it and its clock starts, from the row. */
@Injectable()
export class DeliverOffer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly delivery: LaneDelivery,
    private readonly steps: RecordStep,
  ) {}

  execute({ offerId }: { readonly offerId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, { offerId });
      // Sealed from whoever asked since her right was looked at: thrown, so that it is looked at again, and nothing hangs.
      if (dossier === null) throw new Error('the offer is not to be seen');
      const offer = dossier.offers.find(({ id, state }) => id === offerId && state === 'queued');
      if (offer === undefined) return nothingToDo;
      const decision = await this.delivery.deliver(tx, dossier, offer);
      if (decision === null) return nothingToDo;
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(null) : saved;
    });
  }
}
