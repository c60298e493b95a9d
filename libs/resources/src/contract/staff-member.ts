import type { Instant } from '@bongsu/kernel';
import type { LanguageLevel, Skill, StaffState } from './staff';

/** What decisions need to know of a member of staff; the name stays in the row. */
export interface StaffMember {
  readonly id: string;
  readonly staffNo: string;
  readonly missionId: string;
  readonly skills: readonly Skill[];
  readonly languages: readonly { readonly code: string; readonly level: LanguageLevel }[];
  readonly visas: readonly { readonly countryIso2: string; readonly validUntil: Instant }[];
  readonly state: StaffState;
  readonly lastReturnAt: Instant | null;
  readonly restUntil: Instant | null;
  readonly version: number;
}

/** The state that counts at `at`: recovery ends by the clock alone, nobody has to report it. */
export function standing(member: Pick<StaffMember, 'state' | 'restUntil'>, at: Instant): StaffState {
  const rested = member.restUntil === null || member.restUntil <= at;
  return member.state === 'recovering' && rested ? 'available' : member.state;
}
