import { missionSchema } from '@bongsu/missions/contract';
import type { FactOf } from '../scenario';
import type { Play } from '../stage';

export const changeMissionStatus: Play<FactOf<'change-mission-status'>> = async (fact, stage) => {
  const caller = stage.cast.actor(fact.actor);
  const before = await caller.get(`/missions/${fact.mission}`, missionSchema);
  const key = stage.key(fact);
  if (!before.permittedActs.includes(fact.change.act)) {
    stage.say(`${before.nameEn} is ${before.status} already`);
    return;
  }
  const asOf = new Date(fact.at).toISOString();
  const after = await caller.post(`/missions/${fact.mission}/change-status`, { ...fact.change, asOf }, key, missionSchema);
  await stage.board.until(`the status of ${fact.mission}`, ({ missionStatuses }) => missionStatuses[fact.mission] === after.status);
  stage.say(`${after.nameEn} is ${after.status}: ${after.note ?? ''}`);
};
