import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { type Tx, asHouseWithin } from '@bongsu/platform';
import { StaffStore, StockStore } from '@bongsu/resources';
import type { Dossier } from '../domain/dossier';
import type { PlanFacts } from '../domain/plan-facts';
import { LaneStore } from '../storage/lane.store';
import { HubNetwork } from './hub-network';

/** Who and what stands at every hub, how far each is, and who answers for whom. */
@Injectable()
export class HubFacts {
  constructor(
    private readonly network: HubNetwork,
    private readonly staff: StaffStore,
    private readonly stock: StockStore,
    private readonly lanes: LaneStore,
  ) {}

  async facts(tx: Tx, { request }: Dossier): Promise<PlanFacts> {
    const hubIds = this.network.hubIds().filter((hubId) => hubId !== request.missionId);
    const itemCodes = request.lines.flatMap(({ line }) => (line.kind === 'supply' ? [line.itemCode] : []));
    const needsStaff = request.lines.some(({ line }) => line.kind === 'staff');
    // Whoever asks may not look into the hubs' shelves and rosters; the plan does, and names none of what it did not choose.
    const [staff, lots, lanes] = await asHouseWithin(tx, () =>
      Promise.all([
        needsStaff ? this.staff.atMissions(tx, hubIds) : [],
        itemCodes.length > 0 ? this.stock.atMissions(tx, hubIds, itemCodes) : [],
        this.lanes.inTransaction(tx),
      ]),
    );
    const candidates = hubIds.map((hubId) => ({
      hubId,
      travelHours: this.network.travelHours(hubId, request.missionId),
      staff: staff.filter(({ missionId }) => missionId === hubId),
      lots: lots.filter(({ missionId }) => missionId === hubId),
    }));
    return { now: tx.now, candidates, lanes, countryIso2: this.network.countryOf(request.missionId), newId };
  }
}
