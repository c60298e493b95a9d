import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { handOverLane } from '../domain/change-lane';
import type { Lane } from '../domain/lane';
import { LaneStore } from '../storage/lane.store';
import { HubNetwork } from './hub-network';
import { admitToLane } from './lane-admission';
import { ReaddressOffers } from './readdress-offers';

export interface HandOverLaneCommand {
  readonly hubId: string;
  /** Null: the alternate of the hub's own area. */
  readonly toHubId: string | null;
  readonly reason: string;
  readonly ifVersion: number | undefined;
}

/** A hub that cannot answer hands its lane to another: what waits there is asked of the other at once, and whatever comes later too. */
@Injectable()
export class HandOverLane {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lanes: LaneStore,
    private readonly network: HubNetwork,
    private readonly offers: ReaddressOffers,
  ) {}

  execute(command: HandOverLaneCommand, actor: Actor): Promise<Result<Lane, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<Lane, Refusal>> => {
      const admitted = admitToLane(this.network.hubIds(), command.hubId, actor);
      if (!admitted.ok) return admitted;
      const { lane, target } = await this.lockBoth(tx, command);
      const decision = handOverLane(lane, target, command.reason, command.ifVersion, tx.now);
      if (!decision.ok) return decision;
      tx.append(decision.value.entry);
      const saved = await this.lanes.save(tx, decision.value.lane);
      const readdressed = await this.offers.readdress(tx, saved, 'open-incidents');
      return readdressed.ok ? ok(saved) : readdressed;
    });
  }

  /** In the order of their ids, so that two hubs that hand over to each other do not wait for each other. */
  private async lockBoth(tx: Tx, { hubId, toHubId }: HandOverLaneCommand): Promise<{ lane: Lane; target: Lane | undefined }> {
    const targetId = toHubId ?? this.network.alternateOf(hubId);
    const known = [hubId, targetId].filter((id): id is string => id !== null && this.network.hubIds().includes(id));
    const locked = new Map<string, Lane>();
    for (const id of [...new Set(known)].sort()) locked.set(id, await this.lanes.lock(tx, id));
    const lane = locked.get(hubId);
    if (lane === undefined) throw new Error(`no lane of ${hubId}`);
    return { lane, target: targetId === null ? undefined : locked.get(targetId) };
  }
}
