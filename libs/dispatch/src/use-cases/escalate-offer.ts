import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { lapseOffer } from '../domain/pass-on-offer';
import { DossierStore } from '../storage/dossier.store';
import { LaneDelivery, nothingToDo } from './lane-delivery';
import { RecordStep } from './record-step';

/**
 * A hub's time to answer is over. The row says whether it answered: then nothing happens. Otherwise its lines go to the alternate hub,
 * and after that to headquarters. Throws when called before the deadline in the row: whoever called comes back.
 */
@Injectable()
export class EscalateOffer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly delivery: LaneDelivery,
    private readonly steps: RecordStep,
  ) {}

  execute({ offerId }: { readonly offerId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, { offerId });
      const offer = dossier?.offers.find(({ id }) => id === offerId);
      if (dossier === null || offer?.state !== 'sent' || offer.ackDueAt === null) return nothingToDo;
      if (offer.ackDueAt > tx.now) throw new Error('the offer is not overdue yet');
      const decision = lapseOffer(dossier, offer, await this.delivery.escalationFacts(tx, dossier, offer));
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(null) : saved;
    });
  }
}
