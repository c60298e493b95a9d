import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok, refuse } from '@bongsu/kernel';
import { SETTINGS, type Settings, type Tx } from '@bongsu/platform';
import { StaffStore, StockStore } from '@bongsu/resources';
import type { LotReservation, Reservation, StaffReservation } from '@bongsu/resources/contract';
import { heldUntil } from '../domain/deadlines';
import type { Dossier } from '../domain/dossier';
import type { Offer } from '../domain/offer';
import { lineOf } from '../domain/support-request';
import type { HubShelf } from '../domain/take-facts';
import { deadlinesOf } from './deadlines-of';
import { HubNetwork } from './hub-network';

/** The staff and lots of the hub that answers, held for the length of its answer, and the promises made of them. */
@Injectable()
export class HubShelves {
  constructor(
    private readonly network: HubNetwork,
    private readonly staff: StaffStore,
    private readonly stock: StockStore,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'deadlines'>,
  ) {}

  /** Locks staff before lots, each in the order of their ids: two answers that want the same wait, and never for each other. */
  async lock(tx: Tx, dossier: Dossier, offer: Offer): Promise<HubShelf> {
    const lines = offer.lines.flatMap(({ lineNo }) => lineOf(dossier.request, lineNo)?.line ?? []);
    const itemCodes = lines.flatMap((line) => (line.kind === 'supply' ? [line.itemCode] : []));
    const staff = lines.some(({ kind }) => kind === 'staff') ? await this.staff.reservable(tx, offer.hubId) : [];
    const lots = itemCodes.length > 0 ? await this.stock.reservable(tx, offer.hubId, itemCodes) : [];
    const travelHours = this.network.travelHours(offer.hubId, dossier.request.missionId);
    const countryIso2 = this.network.countryOf(dossier.request.missionId);
    return { now: tx.now, staff, lots, travelHours, heldUntil: heldUntil(tx.now, deadlinesOf(this.settings)), countryIso2, newId };
  }

  /** Writes the promises. What the decision saw is locked, so a miss here means that somebody wrote around the locks: still a refusal, never a double promise. */
  async reserve(tx: Tx, reservations: readonly Reservation[]): Promise<Result<null, Refusal>> {
    const person = await this.staff.reserve(
      tx,
      reservations.filter((each): each is StaffReservation => each.kind === 'staff'),
    );
    if (person !== null) {
      const facts = { lineNo: person.lineNo, staffId: person.staffId };
      return refuse(
        'conflict',
        'dispatch.staff-already-reserved',
        'A person was promised to another task a moment ago.',
        'Answer again; the best who are free are taken.',
        { facts },
      );
    }
    const lot = await this.stock.reserve(
      tx,
      reservations.filter((each): each is LotReservation => each.kind === 'lot'),
    );
    if (lot === null) return ok(null);
    const facts = { lineNo: lot.lineNo, lotId: lot.lotId };
    return refuse(
      'conflict',
      'dispatch.lot-already-reserved',
      'A lot was promised to another request a moment ago.',
      'Answer again; what is left is taken.',
      { facts },
    );
  }
}
