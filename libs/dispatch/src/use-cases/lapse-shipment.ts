import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { StockStore } from '@bongsu/resources';
import { lapseShipment } from '../domain/lapse-shipment';
import { DossierStore } from '../storage/dossier.store';
import { nothingToDo } from './lane-delivery';
import { RecordStep } from './record-step';

/**
 * The time is over for which a hub's supplies are held without being sent. The row says whether they have left: then nothing happens.
 * Otherwise they are free again and the request misses them. Throws when called before the deadline in the row: whoever called comes back.
 */
@Injectable()
export class LapseShipment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly stock: StockStore,
    private readonly steps: RecordStep,
  ) {}

  execute({ shipmentId }: { readonly shipmentId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, { shipmentId });
      const shipment = dossier?.shipments.find(({ id }) => id === shipmentId);
      if (dossier === null || shipment?.state !== 'picking') return nothingToDo;
      if (shipment.heldUntil > tx.now) throw new Error('the reservation has not lapsed yet');
      const decision = lapseShipment(dossier, shipment, tx.now);
      if (!decision.ok) return decision;
      await this.stock.release(tx, shipment.offerId);
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(null) : saved;
    });
  }
}
