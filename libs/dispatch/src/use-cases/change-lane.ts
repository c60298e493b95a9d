import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { changeLane } from '../domain/change-lane';
import type { Lane, LaneAct } from '../domain/lane';
import { LaneStore } from '../storage/lane.store';
import { HubNetwork } from './hub-network';
import { admitToLane } from './lane-admission';

export interface ChangeLaneCommand {
  readonly hubId: string;
  readonly act: Exclude<LaneAct, 'handOver'>;
  readonly reason: string;
  readonly ifVersion: number | undefined;
}

/** Pauses a hub's lane, resumes it, or takes it back. The row first; the queue follows it through a job. */
@Injectable()
export class ChangeLane {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lanes: LaneStore,
    private readonly network: HubNetwork,
  ) {}

  execute(command: ChangeLaneCommand, actor: Actor): Promise<Result<Lane, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<Lane, Refusal>> => {
      const admitted = admitToLane(this.network.hubIds(), command.hubId, actor);
      if (!admitted.ok) return admitted;
      const lane = await this.lanes.lock(tx, command.hubId);
      const decision = changeLane(lane, command.act, command.reason, command.ifVersion, tx.now);
      if (!decision.ok) return decision;
      tx.append(decision.value.entry);
      return ok(await this.lanes.save(tx, decision.value.lane));
    });
  }
}
