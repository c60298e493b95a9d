import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { IncidentErrorCode, ReportCaveat } from '../contract';

/** How it was found which mission is in charge. `estimate`: a person should confirm it. */
export interface Jurisdiction {
  readonly missionId: string | null;
  readonly countryIso2: string | null;
  readonly basis: 'resident' | 'concurrent' | 'nearest-in-country' | 'none' | 'assigned';
  readonly estimate: boolean;
  readonly caveat: string | null;
  readonly caveatCodes: readonly ReportCaveat[];
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly missionId: string;
  readonly distanceKm: number;
}

/** What the mission network answers for a point or a country. */
export interface Competence extends Jurisdiction {
  readonly basis: 'resident' | 'concurrent' | 'nearest-in-country' | 'none';
  /**
   * Whether the border that decided is sharp. It is not at sea, near a coast or in a disputed area: there a person who names a country is believed.
   */
  readonly sharp: boolean;
}

/** What is known about the place of a report; null for what was not said. */
export interface PlaceFacts {
  readonly byPoint: Competence | null;
  readonly byCountry: Competence | null;
  readonly mission: { readonly id: string; readonly countryIso2: string; readonly countriesServed: readonly string[] } | null;
}

type Contradiction = Refusal<IncidentErrorCode>;

const nowhere: Jurisdiction = {
  missionId: null,
  countryIso2: null,
  basis: 'none',
  estimate: false,
  caveat: null,
  caveatCodes: [],
  candidates: [],
};

/**
 * Which mission is in charge, from whatever was said of coordinates, country and mission. What contradicts itself is refused with the
 * field that does, never guessed away: the wrong mission would be woken.
 */
export function decideJurisdiction(facts: PlaceFacts): Result<Jurisdiction, Contradiction> {
  const found = byPlace(facts);
  if (!found.ok || facts.mission === null) return found.ok ? ok(found.value ?? nowhere) : found;
  return byMission(facts.mission, found.value);
}

function byPlace({ byPoint, byCountry }: PlaceFacts): Result<Jurisdiction | null, Contradiction> {
  if (byPoint === null || byCountry === null) return ok(plain(byPoint ?? byCountry));
  if (byPoint.countryIso2 === byCountry.countryIso2) return ok(plain(byPoint));
  if (!byPoint.sharp) return ok(plain({ ...byCountry, candidates: byPoint.candidates }));
  return refuse(
    'invalid',
    'incidents.country-contradicts-place',
    `The coordinates lie in ${byPoint.countryIso2 ?? 'no country'}, not in ${byCountry.countryIso2 ?? 'the country named'}.`,
    'Correct the coordinates, or leave the country out: it is found from them.',
    { field: 'countryIso2', facts: { countryOfPlace: byPoint.countryIso2 } },
  );
}

function byMission(mission: NonNullable<PlaceFacts['mission']>, found: Jurisdiction | null): Result<Jurisdiction, Contradiction> {
  if (found === null) return ok(assignedWithoutPlace(mission));
  if (found.missionId === mission.id) return ok(found);
  // At sea, or where nobody is in charge, any mission may be the one that takes it.
  const free = found.missionId === null || found.countryIso2 === null;
  const serves = found.countryIso2 !== null && mission.countriesServed.includes(found.countryIso2);
  if (free || serves || found.candidates.some((candidate) => candidate.missionId === mission.id)) {
    return ok({ ...found, missionId: mission.id, basis: 'assigned', estimate: false, caveat: null, caveatCodes: [] });
  }
  return refuse(
    'invalid',
    'incidents.mission-contradicts-place',
    `That mission does not serve ${found.countryIso2 ?? 'the place named'}.`,
    'Leave the mission out and it is found from the place; headquarters can reassign the report with a reason.',
    { field: 'missionId', facts: { competentMissionId: found.missionId, countryIso2: found.countryIso2 } },
  );
}

/** Only a mission was named. Its own country is the best guess, and no more than that when it serves several. */
function assignedWithoutPlace(mission: NonNullable<PlaceFacts['mission']>): Jurisdiction {
  const several = mission.countriesServed.length > 1;
  return {
    missionId: mission.id,
    countryIso2: mission.countryIso2,
    basis: 'assigned',
    estimate: several,
    caveat: several ? 'The mission serves several countries and none was named; its own is assumed.' : null,
    caveatCodes: several ? ['mission-of-several-countries'] : [],
    candidates: [],
  };
}

function plain(competence: Competence | null): Jurisdiction | null {
  if (competence === null) return null;
  const { missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates } = competence;
  return { missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates };
}
