import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { type Actor, CLOCK, LaneFigures, visibilityOf } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import type { LaneView } from '../contract';
import type { LaneState } from '../domain/lane';
import { LaneStore } from '../storage/lane.store';
import { HubNetwork } from './hub-network';

/** Every hub's lane: its state from the row, depth and failures from the promised jobs, waiting offers from theirs. */
@Injectable()
export class ReadLanes {
  constructor(
    private readonly network: HubNetwork,
    private readonly lanes: LaneStore,
    private readonly figures: LaneFigures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** As this person may know them: what a sealed incident asks of a hub is counted for those on its list alone. */
  async all(actor: Pick<Actor, 'kind' | 'grants' | 'seals'>): Promise<Page<LaneView>> {
    const eyes = visibilityOf(actor);
    const [lanes, figures, offers] = await Promise.all([
      this.lanes.all(),
      this.figures.all(eyes),
      this.lanes.waitingOffers(this.clock.now(), eyes),
    ]);
    const items = this.network.hubIds().map((hubId): LaneView => {
      const { state, handedToHubId, reason, version } = lanes.get(hubId) ?? {
        state: 'open',
        handedToHubId: null,
        reason: null,
        version: 1,
      };
      const { depth, oldestSince, retrying, dead } = figures.get(hubId) ?? { depth: 0, oldestSince: null, retrying: 0, dead: 0 };
      const { waiting, overdue } = offers.get(hubId) ?? { waiting: 0, overdue: 0 };
      return {
        hubId,
        state,
        handedToHubId,
        reason,
        depth,
        oldestSince,
        retrying,
        dead,
        offersWaiting: waiting,
        offersOverdue: overdue,
        version,
      };
    });
    return { items, nextCursor: null };
  }

  async one(hubId: string, actor: Pick<Actor, 'kind' | 'grants' | 'seals'>): Promise<LaneView> {
    const lane = (await this.all(actor)).items.find((each) => each.hubId === hubId);
    if (lane === undefined) throw new Error(`no lane of ${hubId}`);
    return lane;
  }

  /** The state in the row, which the queue follows. */
  async stateOf(hubId: string): Promise<LaneState> {
    return (await this.lanes.all()).get(hubId)?.state ?? 'open';
  }
}
