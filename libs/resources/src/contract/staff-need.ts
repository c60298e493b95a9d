import type { Instant } from '@bongsu/kernel';
import type { LanguageLevel, Skill } from './staff';
import { type StaffMember, standing } from './staff-member';

/** Who is asked for: a skill, any one of the languages, and an entry permission that outlasts the task. */
export interface StaffNeed {
  readonly skill: Skill;
  readonly languages: readonly string[];
  /** The country whose visa is needed; null when none is. */
  readonly visaFor: string | null;
  /** When the task ends at the earliest: a visa must last until then. */
  readonly until: Instant;
}

/**
 * Why a person cannot be sent, in the order in which it is checked: the later the obstacle, the nearer that person is to being
 * the right one. `on-rest` ends by itself, `engaged` when another task ends.
 */
export const staffObstacles = ['no-skill', 'no-language', 'no-visa', 'engaged', 'on-rest'] as const;
export type StaffObstacle = (typeof staffObstacles)[number];

/** Level from which a person can work in a language alone. PROPOSED: B1, the CEFR's "independent user". */
const levels: Readonly<Record<LanguageLevel, number>> = { A2: 0, B1: 1, B2: 2, C1: 3, C2: 4 };
const WORKING_LEVEL = levels.B1;

export function staffObstacle(member: StaffMember, need: StaffNeed, at: Instant): StaffObstacle | null {
  if (!member.skills.includes(need.skill)) return 'no-skill';
  if (need.languages.length > 0 && languageLevel(member, need.languages) < WORKING_LEVEL) return 'no-language';
  if (need.visaFor !== null && !hasVisa(member, need.visaFor, need.until)) return 'no-visa';
  const state = standing(member, at);
  if (state === 'recovering') return 'on-rest';
  return state === 'available' ? null : 'engaged';
}

/** Best first: the better language, then the longer at home, then the fewer other skills, so that versatile people stay free. */
export function compareForNeed(need: StaffNeed): (a: StaffMember, b: StaffMember) => number {
  return (a, b) =>
    languageLevel(b, need.languages) - languageLevel(a, need.languages) ||
    (a.lastReturnAt ?? '').localeCompare(b.lastReturnAt ?? '') ||
    a.skills.length - b.skills.length ||
    a.staffNo.localeCompare(b.staffNo);
}

/** The best level in any of the languages; −1 when the person speaks none of them. */
function languageLevel(member: StaffMember, languages: readonly string[]): number {
  return Math.max(-1, ...member.languages.filter((spoken) => languages.includes(spoken.code)).map((spoken) => levels[spoken.level]));
}

function hasVisa(member: StaffMember, countryIso2: string, until: Instant): boolean {
  return member.visas.some((visa) => visa.countryIso2 === countryIso2 && visa.validUntil >= until);
}
