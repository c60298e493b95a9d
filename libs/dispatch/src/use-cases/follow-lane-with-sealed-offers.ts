import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { LaneStore } from '../storage/lane.store';
import { nothingToDo } from './lane-delivery';
import { ReaddressOffers } from './readdress-offers';

/**
 * What sealed incidents ask of a hub follows its lane as everything else does: it is asked of the other hub when the lane is handed over. The house
 * does it, as the lane's row stands: whoever changed the lane may not know of any.
 */
@Injectable()
export class FollowLaneWithSealedOffers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lanes: LaneStore,
    private readonly offers: ReaddressOffers,
  ) {}

  async execute({ hubId }: { readonly hubId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    const lane = (await this.lanes.all()).get(hubId);
    if (lane?.state !== 'handed-over') return nothingToDo;
    return this.work.run(actor, (tx) => this.offers.readdress(tx, lane, 'sealed-incidents'));
  }
}
