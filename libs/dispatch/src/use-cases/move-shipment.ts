import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, type Sensitive, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { StockStore } from '@bongsu/resources';
import type { ShipmentView, ShipmentWayAct } from '../contract';
import type { Decided, Dossier } from '../domain/dossier';
import type { Observation } from '../domain/move-deployment';
import { type Counted, moveShipment, receiveShipment } from '../domain/move-shipment';
import { type Shipment, shipmentReporter } from '../domain/shipment';
import { DossierStore } from '../storage/dossier.store';
import { admitToMovement } from './admission';
import { HubNetwork } from './hub-network';
import { RecordStep } from './record-step';
import { ShowDispatch } from './show-dispatch';
import { foundIn } from './views';

export interface MoveShipmentCommand extends Observation {
  readonly shipmentId: string;
  readonly act: ShipmentWayAct | 'receive';
  /** What was counted; for `receive` only. */
  readonly counted: readonly Counted[];
  readonly ifVersion: number | undefined;
  /** What there is to say about the step; it may name people. */
  readonly note?: Sensitive | null;
}

/** Somebody saw a shipment take the next step. Stock follows: it leaves the hub's lots when it is sent and becomes a lot where it is counted in. */
@Injectable()
export class MoveShipment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly stock: StockStore,
    private readonly network: HubNetwork,
    private readonly steps: RecordStep,
    private readonly show: ShowDispatch,
  ) {}

  execute(command: MoveShipmentCommand, actor: Actor): Promise<Result<ShipmentView, Refusal>> {
    const { shipmentId, act, ifVersion } = command;
    const note = command.note ? { movementId: shipmentId, act, text: command.note } : null;
    return this.work.run(actor, async (tx): Promise<Result<ShipmentView, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, { shipmentId });
      const admitted = admitToMovement(
        dossier,
        ({ shipments }) => shipments.find(({ id }) => id === shipmentId),
        shipmentReporter[act],
        actor,
        ifVersion,
      );
      if (!admitted.ok) return admitted;
      const decision = this.decide(admitted.value.dossier, admitted.value.movement, command, tx);
      if (!decision.ok) return decision;
      await this.moveStock(tx, act, foundIn(decision.value.dossier.shipments, shipmentId));
      const saved = await this.steps.record(tx, admitted.value.dossier, decision.value, note);
      return saved.ok ? ok(await this.show.shipmentIn(saved.value, shipmentId, actor, tx)) : saved;
    });
  }

  private decide(dossier: Dossier, shipment: Shipment, command: MoveShipmentCommand, { now }: Tx): Decided {
    if (command.act === 'receive') return receiveShipment(dossier, shipment, command.counted, command, now);
    return moveShipment(
      dossier,
      shipment,
      command.act,
      command,
      now,
      this.network.travelHours(shipment.fromMissionId, shipment.toMissionId),
    );
  }

  private async moveStock(tx: Tx, act: MoveShipmentCommand['act'], { offerId, items, toMissionId: missionId }: Shipment): Promise<void> {
    if (act === 'cancel') await this.stock.release(tx, offerId);
    if (act === 'dispatch') await this.stock.consume(tx, offerId);
    if (act === 'receive')
      await this.stock.receive(
        tx,
        items.map(({ lotId: fromLotId, received }) => ({ fromLotId, missionId, quantity: received ?? 0 })),
      );
  }
}
