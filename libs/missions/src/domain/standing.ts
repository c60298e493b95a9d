import type { MissionStatus, MissionType } from '../contract';

/** Whether a kind of post has a consular district; a mission to an organisation has none. */
export function holdsDistrict(type: MissionType): boolean {
  return type !== 'permanent-mission';
}

const serving: Readonly<Record<MissionStatus, boolean>> = {
  open: true,
  'upgrade-planned': true,
  restricted: true,
  relocated: true,
  'temporary-office': true,
  suspended: false,
  planned: false,
  unverified: false,
};

/** Whether a mission in this state takes reports and acts on them. */
export function serves(status: MissionStatus): boolean {
  return serving[status];
}

/** Whether a mission in this state works from somewhere else than its usual seat, so that people must be told where. */
export function isAwayFromSeat(status: MissionStatus): boolean {
  return status === 'relocated' || status === 'temporary-office';
}
