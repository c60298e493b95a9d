import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import type { Dossier } from '../domain/dossier';
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
      if (dossier === null) return nothingToDo;
      const delivered = await this.deliver(tx, dossier, (each) => each.id === offerId);
      return delivered.ok ? ok(null) : delivered;
    });
  }

  /** Everything that waits in a hub's lane, when it is opened again: what its jobs passed over while it was paused. */
  executeAll({ hubId }: { readonly hubId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      for (const requestId of await this.dossiers.requestsWaitingFor(tx, hubId)) {
        const dossier = await this.dossiers.lock(tx, { requestId });
        if (dossier === null) continue;
        const delivered = await this.deliver(tx, dossier, (offer) => offer.hubId === hubId);
        if (!delivered.ok) return delivered;
      }
      return nothingToDo;
    });
  }

  private async deliver(tx: Tx, dossier: Dossier, meant: (offer: Dossier['offers'][number]) => boolean): Promise<Result<Dossier, Refusal>> {
    let current = dossier;
    for (const offer of dossier.offers.filter((each) => each.state === 'queued' && meant(each))) {
      const decision = await this.delivery.deliver(tx, current, offer);
      if (decision === null) continue;
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, current, decision.value);
      if (!saved.ok) return saved;
      current = saved.value;
    }
    return ok(current);
  }
}
