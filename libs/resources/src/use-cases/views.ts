import type { Instant } from '@bongsu/kernel';
import { type LotView, type StaffView, standing } from '../contract';
import type { LotEntity } from '../storage/lot.entity';
import type { Opened } from '@bongsu/platform';
import type { StaffEntity } from '../storage/staff.entity';

/** A member of staff as she stands at `at`: who has rested is available, though nobody has touched the row. */
export function staffView(row: Opened<StaffEntity, 'displayName'>, at: Instant): StaffView {
  const { id, staffNo, displayName, missionId, grade, skills, languages, visas, lastReturnAt, restUntil, synthetic, version } = row;
  return {
    id,
    staffNo,
    displayName: displayName.reveal(),
    missionId,
    grade,
    skills,
    languages,
    visas,
    state: standing(row, at),
    lastReturnAt,
    restUntil,
    synthetic,
    version,
  };
}

export function lotView({
  id,
  lotNo,
  itemCode,
  missionId,
  quantity,
  reserved,
  unit,
  expiresAt,
  condition,
  synthetic,
  version,
}: LotEntity): LotView {
  return { id, lotNo, itemCode, missionId, quantity, reserved, unit, expiresAt, condition, synthetic, version };
}
