import { type Instant, addMs, days } from '@bongsu/kernel';
import { type LanguageLevel, type Skill, type StaffState, skills } from '../contract';
import { DEMO_SEED, type SeededMission, areaOf, languageOf, shortId } from './demo-world';
import { type SeededRandom, seededRandom } from './seeded-random';
import { restUntil } from './staff-life-cycle';

/** A synthetic person, as the seed writes it. */
export interface DemoPerson {
  readonly id: string;
  readonly staffNo: string;
  readonly displayName: string;
  readonly missionId: string;
  readonly grade: string;
  readonly skills: readonly Skill[];
  readonly languages: readonly { code: string; level: LanguageLevel }[];
  readonly visas: readonly { countryIso2: string; validUntil: Instant }[];
  readonly state: StaffState;
  readonly lastReturnAt: Instant | null;
  readonly restUntil: Instant | null;
}

const familyNames = ['Kim', 'Lee', 'Park', 'Choi', 'Jung', 'Kang', 'Cho', 'Yoon', 'Jang', 'Lim', 'Han', 'Oh'] as const;
const grades = ['counsellor', 'first-secretary', 'second-secretary', 'third-secretary', 'attache', 'administrative-staff'] as const;

/**
 * Three to twelve synthetic people for every mission that is more than planned, twelve to twenty-five for a hub: whoever works there speaks
 * Korean and most likely the country's language; a hub knows its area's languages and holds visas for its countries. The same
 * for the same missions and time.
 */
export function demoStaff(missions: readonly SeededMission[], now: Instant): DemoPerson[] {
  return missions.filter(({ status }) => status !== 'planned').flatMap((mission) => staffOf(mission, missions, now));
}

function staffOf(mission: SeededMission, missions: readonly SeededMission[], now: Instant): DemoPerson[] {
  const random = seededRandom(`${DEMO_SEED} staff ${mission.id}`);
  const area = mission.isHub ? areaOf(mission, missions) : missions.filter(({ primaryHubId }) => primaryHubId === mission.primaryHubId);
  const countries = [...new Set(area.map(({ locatedInIso2 }) => locatedInIso2))].sort();
  const count = mission.isHub ? random.between(12, 25) : random.between(3, 12);
  return Array.from({ length: count }, (_, index) => person({ mission, index, count, countries }, random, now));
}

/** One of `count` places at a mission; `countries` are those of its area. */
interface Place {
  readonly mission: SeededMission;
  readonly index: number;
  readonly count: number;
  readonly countries: readonly string[];
}

function person(place: Place, random: SeededRandom, now: Instant): DemoPerson {
  const { mission, index, countries } = place;
  const number = String(index + 1).padStart(3, '0');
  const home = whereabouts(random, now);
  return {
    id: random.uuid(),
    staffNo: `${shortId(mission.id)}-${number}`,
    displayName: `Synthetic ${random.pick(familyNames)} ${number} (합성)`,
    missionId: mission.id,
    grade: random.pick(grades),
    skills: skillsOf(mission, index, random),
    languages: languagesOf(place, random),
    visas: visasOf(mission, countries, random, now),
    ...home,
  };
}

/** Hubs have every skill by turns, consular work most of all; elsewhere it is chance. */
function skillsOf(mission: SeededMission, index: number, random: SeededRandom): Skill[] {
  const own = new Set<Skill>();
  if (mission.isHub) own.add(skills[index % skills.length] ?? 'consular');
  if (random.chance(mission.isHub ? 0.5 : 0.7)) own.add('consular');
  while (own.size === 0 || (own.size < 3 && random.chance(0.4))) own.add(random.pick(skills));
  return skills.filter((skill) => own.has(skill));
}

/** At a hub the languages of the area are shared out, so that somebody speaks each of them. */
function languagesOf({ mission, index, count, countries }: Place, random: SeededRandom): { code: string; level: LanguageLevel }[] {
  const spoken = new Map<string, LanguageLevel>([['ko', 'C2']]);
  const learn = (code: string, levels: readonly [LanguageLevel, ...LanguageLevel[]]): void => {
    const level = random.pick(levels);
    if (!spoken.has(code)) spoken.set(code, level);
  };
  if (random.chance(0.95)) learn('en', ['B1', 'B2', 'C1', 'C1']);
  if (random.chance(0.75)) learn(languageOf(mission.locatedInIso2), ['A2', 'B1', 'B2', 'C1']);
  if (mission.isHub) {
    const area = [...new Set(countries.map(languageOf))];
    for (const code of area.filter((_, at) => at % count === index)) learn(code, ['B1', 'B2', 'C1']);
    if (random.chance(0.5)) learn(area[random.between(0, area.length - 1)] ?? 'en', ['B1', 'B2']);
  }
  return [...spoken].map(([code, level]) => ({ code, level }));
}

function visasOf(
  mission: SeededMission,
  countries: readonly string[],
  random: SeededRandom,
  now: Instant,
): { countryIso2: string; validUntil: Instant }[] {
  const abroad = countries.filter((country) => country !== mission.locatedInIso2);
  const held = abroad.filter(() => random.chance(mission.isHub ? 0.6 : 0.15));
  return held.map((countryIso2) => ({ countryIso2, validUntil: addMs(now, days(random.between(20, 900))) }));
}

/** Most are at home; a few rest after a task, a few cannot go. */
function whereabouts(random: SeededRandom, now: Instant): Pick<DemoPerson, 'state' | 'lastReturnAt' | 'restUntil'> {
  const roll = random.next();
  if (roll < 0.05) return { state: 'unavailable', lastReturnAt: null, restUntil: null };
  if (roll < 0.11) {
    const returnedAt = addMs(now, -days(random.next() * 2));
    return { state: 'recovering', lastReturnAt: returnedAt, restUntil: restUntil(returnedAt) };
  }
  const lastReturnAt = random.chance(0.4) ? addMs(now, -days(random.between(10, 700))) : null;
  return { state: 'available', lastReturnAt, restUntil: null };
}
