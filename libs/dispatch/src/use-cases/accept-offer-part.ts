import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { OfferView } from '../contract';
import { type PartLine, acceptPart } from '../domain/take-offer';
import { DossierStore } from '../storage/dossier.store';
import { admitToOffer } from './admission';
import { HubShelves } from './hub-shelves';
import { RecordStep } from './record-step';
import { ShowDispatch } from './show-dispatch';

export interface AcceptOfferPartCommand {
  readonly offerId: string;
  readonly lines: readonly PartLine[];
  readonly ifVersion: number | undefined;
}

/** The hub takes part of what it was asked for; the plan made anew asks the next hub for the rest. */
@Injectable()
export class AcceptOfferPart {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly shelves: HubShelves,
    private readonly steps: RecordStep,
    private readonly show: ShowDispatch,
  ) {}

  execute(command: AcceptOfferPartCommand, actor: Actor): Promise<Result<OfferView, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<OfferView, Refusal>> => {
      const admitted = admitToOffer(await this.dossiers.lock(tx, { offerId: command.offerId }), command.offerId, actor, command.ifVersion);
      if (!admitted.ok) return admitted;
      const { dossier, offer } = admitted.value;
      const decision = acceptPart(dossier, offer, command.lines, await this.shelves.lock(tx, dossier, offer));
      if (!decision.ok) return decision;
      const reserved = await this.shelves.reserve(tx, decision.value.reservations);
      if (!reserved.ok) return reserved;
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(await this.show.offerIn(saved.value, offer.id, actor, tx)) : saved;
    });
  }
}
