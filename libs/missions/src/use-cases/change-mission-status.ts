import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { ChangeMissionStatusBody, Mission, MissionErrorCode } from '../contract';
import { changeStatus } from '../domain/change-status';
import { MissionStore } from '../storage/mission.store';
import { MissionDirectory } from './mission-directory';
import { withStanding } from './mission-network';
import { unknownMission } from './unknown-mission';

export interface ChangeMissionStatusCommand extends ChangeMissionStatusBody {
  readonly missionId: string;
  /** The version that the caller saw; undefined when she does not mind. */
  readonly ifVersion: number | undefined;
}

type ChangedMission = Result<Mission, Refusal<MissionErrorCode | 'access.forbidden'>>;

/** A mission is restricted, moved, suspended, reopened …: by its head or by headquarters, with a reason. Everyone is told. */
@Injectable()
export class ChangeMissionStatus {
  constructor(
    private readonly work: UnitOfWork,
    private readonly missions: MissionStore,
    private readonly directory: MissionDirectory,
  ) {}

  async execute(command: ChangeMissionStatusCommand, actor: Actor): Promise<ChangedMission> {
    const changed = await this.work.run(actor, async (tx): Promise<ChangedMission> => {
      const { missionId, ifVersion, ...change } = command;
      const standing = await this.missions.lock(tx, missionId);
      const mission = this.directory.get(missionId);
      if (standing === null || mission === undefined) return unknownMission(missionId);
      if (!may(actor, 'missions.change-status', missionId)) return notYours();
      if (ifVersion !== undefined && ifVersion !== standing.version) return stale();
      const decision = changeStatus(standing, change, tx.now);
      if (!decision.ok) return decision;
      if (!(await this.missions.saveStanding(tx, decision.value.mission))) return stale();
      tx.append(decision.value.entry);
      return ok(withStanding(mission, { ...decision.value.mission, version: standing.version + 1 }));
    });
    if (changed.ok) await this.directory.refresh();
    return changed;
  }
}

function notYours() {
  return refuse('forbidden', 'access.forbidden', 'This mission is not within your roles.', 'Ask its head of mission or headquarters.');
}

function stale() {
  return refuse('stale', 'missions.stale-mission', 'The mission was changed by somebody else.', 'Read it again and decide anew.');
}
