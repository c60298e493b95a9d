import { type Instant, addMs, days, transitions } from '@bongsu/kernel';
import type { StaffState } from '../contract';

export type StaffAct = 'reserve' | 'release' | 'depart' | 'return' | 'withhold' | 'restore';

/** Who is recovering can be reserved once the rest is over ({@link file://../contract/staff-member.ts} `standing`). */
export const staffTransitions = transitions<StaffState, StaffAct>({
  available: { reserve: 'reserved', withhold: 'unavailable' },
  reserved: { depart: 'deployed', release: 'available' },
  deployed: { return: 'recovering' },
  recovering: { reserve: 'reserved' },
  unavailable: { restore: 'available' },
});

/** Rest after coming home. PROPOSED default: at least three rest days after return (domain §8). */
export const REST_DAYS_AFTER_RETURN = 3;

export function restUntil(returnedAt: Instant): Instant {
  return addMs(returnedAt, days(REST_DAYS_AFTER_RETURN));
}
