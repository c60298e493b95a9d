import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { DeclineReason, OfferView } from '../contract';
import { declineOffer } from '../domain/answer-offer';
import { DossierStore } from '../storage/dossier.store';
import { admitToOffer } from './admission';
import { RecordStep } from './record-step';
import { ShowDispatch } from './show-dispatch';

export interface DeclineOfferCommand {
  readonly offerId: string;
  readonly reason: DeclineReason;
  readonly note: string | null;
  readonly ifVersion: number | undefined;
}

/** The hub says no, with a reason; the plan made anew asks the next capable hub. */
@Injectable()
export class DeclineOffer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly steps: RecordStep,
    private readonly show: ShowDispatch,
  ) {}

  execute(command: DeclineOfferCommand, actor: Actor): Promise<Result<OfferView, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<OfferView, Refusal>> => {
      const admitted = admitToOffer(await this.dossiers.lock(tx, { offerId: command.offerId }), command.offerId, actor, command.ifVersion);
      if (!admitted.ok) return admitted;
      const { dossier, offer } = admitted.value;
      const decision = declineOffer(dossier, offer, command, tx.now);
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(await this.show.offerIn(saved.value, offer.id, actor, tx)) : saved;
    });
  }
}
