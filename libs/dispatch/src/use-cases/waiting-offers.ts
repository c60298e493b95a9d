import { Injectable } from '@nestjs/common';
import { DossierStore, type OffersOf } from '../storage/dossier.store';
import { ReadLanes } from './read-lanes';

/** What waits in a hub's lane though the lane is open: its jobs passed it over while it was paused. */
@Injectable()
export class WaitingOffers {
  constructor(
    private readonly dossiers: DossierStore,
    private readonly lanes: ReadLanes,
  ) {}

  /** Ids of offers, the longest waiting first; none when the lane is not open. For the house: what sealed incidents ask is told apart. */
  async inOpenLane(hubId: string, which: OffersOf): Promise<string[]> {
    return (await this.lanes.stateOf(hubId)) === 'open' ? this.dossiers.offersQueuedAt(hubId, which) : [];
  }
}
