import { type Instant, type NewEntry, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { MissionStatusChanged, type ChangeMissionStatusBody, type Mission, type MissionErrorCode } from '../contract';
import { isAwayFromSeat } from './standing';
import { missionStatusTransitions } from './status-transitions';

/** What a mission's status is, and since when. */
export type MissionStanding = Pick<Mission, 'id' | 'status' | 'statusAsOf' | 'note' | 'version'>;

export interface StatusChange {
  readonly mission: MissionStanding;
  readonly entry: NewEntry;
}

/**
 * Decides a change of status at `now`. Refuses an act that the table does not permit, a date in the future, and a move that does not say
 * where to: people will travel to that place. A note that is not given again is dropped, because it described the old state.
 */
export function changeStatus(
  mission: MissionStanding,
  command: ChangeMissionStatusBody,
  now: Instant,
): Result<StatusChange, Refusal<MissionErrorCode>> {
  const to = missionStatusTransitions.next(mission.status, command.act);
  if (to === undefined) return impossible(mission, command);
  const asOf = command.asOf ?? now;
  if (Date.parse(asOf) > Date.parse(now)) {
    return refuse(
      'invalid',
      'missions.status-dated-in-future',
      'A status cannot be in force from a time that has not come.',
      'Leave asOf out for now, or give a time in the past.',
      { field: 'asOf' },
    );
  }
  if (isAwayFromSeat(to) && command.note === null) {
    return refuse(
      'invalid',
      'missions.place-required',
      'A mission that works elsewhere must say where.',
      'Give the place in note, such as "works from Chernivtsi".',
      { field: 'note' },
    );
  }
  const entry = MissionStatusChanged.of({
    subject: { type: 'mission', id: mission.id },
    audience: ['*'],
    body: { missionId: mission.id, from: mission.status, to, reason: command.reason, asOf },
  });
  return ok({ mission: { ...mission, status: to, statusAsOf: asOf, note: command.note }, entry });
}

function impossible(mission: MissionStanding, { act }: ChangeMissionStatusBody): Result<never, Refusal<MissionErrorCode>> {
  const permitted = missionStatusTransitions.permitted(mission.status);
  return refuse(
    'conflict',
    'missions.impossible-status-change',
    `A mission that is ${mission.status} cannot be changed by "${act}".`,
    `Possible now: ${permitted.join(', ') || 'nothing'}.`,
    { field: 'act', facts: { status: mission.status, permitted } },
  );
}
