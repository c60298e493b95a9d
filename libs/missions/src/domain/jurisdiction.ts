import { distanceKm, type GeoPoint } from '@bongsu/kernel';
import type { CompetentMission, JurisdictionCaveat, Mission } from '../contract';
import { caveatText } from './caveats';
import type { CountryOfPoint } from './country-of-point';
import { holdsDistrict, isAwayFromSeat, serves } from './standing';

/** One line of the jurisdiction table: the mission responsible for a country (data/reference/country_jurisdiction.csv). */
export interface JurisdictionLine {
  readonly countryIso2: string;
  readonly nameEn: string;
  readonly nameKo: string;
  readonly missionId: string | null;
  readonly basis: 'resident' | 'concurrent' | 'unknown';
  readonly caveat: string | null;
  readonly plannedMissionId: string | null;
}

/** What jurisdiction needs to know of a mission. */
export type MissionInDistrict = Pick<Mission, 'id' | 'type' | 'countryIso2' | 'lat' | 'lng' | 'status' | 'statusAsOf' | 'note'>;

export interface Network {
  readonly missions: readonly MissionInDistrict[];
  readonly jurisdiction: ReadonlyMap<string, JurisdictionLine>;
  /** The sending state's own territory, where no mission has jurisdiction. */
  readonly homeIso2: string;
}

const CANDIDATES = 5;
/** Beyond this a person should look again: an overseas part of a far country, or a district of half a continent. */
const FAR_KM = 3_000;

/**
 * Which mission has jurisdiction over a point that lies in `country`.
 *
 * Missions resident in the country come first: one → it; several → the nearest, as an estimate, because the districts between them are not
 * known. Then the jurisdiction table (a consular office in a territory, a concurrently accredited mission). Else none, with the nearest
 * missions for a person to choose from. Planned, unverified and suspended missions serve nobody; nor do permanent missions to organisations.
 */
export function competentMission(point: GeoPoint, country: CountryOfPoint, network: Network): CompetentMission {
  const place = { point, country, candidates: candidatesOf(network.missions) };
  if (country.iso2 === network.homeIso2) return nobody(place, ['home-territory'], []);
  if (country.position === 'at-sea') return nobody(place, ['at-sea'], place.candidates.all);
  if (country.iso2 === null) return nobody(place, [country.area ? 'special-area' : 'country-unknown'], place.candidates.all);

  const [first, ...others] = residentIn(place, country.iso2);
  if (first)
    return answer(place, first, {
      basis: others.length > 0 ? 'nearest-in-country' : 'resident',
      caveats: others.length > 0 ? ['several-missions'] : [],
      others: [...others, ...ofOtherClaimants(place)],
    });

  const line = network.jurisdiction.get(country.iso2);
  const listed = place.candidates.all.find(({ id }) => id === line?.missionId);
  if (line && listed && line.basis !== 'unknown') {
    return answer(place, distant(point, listed), {
      basis: line.basis,
      caveats: line.caveat === null ? [] : ['listed-about-2020'],
      others: ofOtherClaimants(place),
    });
  }
  return nobody(place, [whyNobody(country.iso2, line, network)], place.candidates.all);
}

interface Place {
  readonly point: GeoPoint;
  readonly country: CountryOfPoint;
  readonly candidates: Candidates;
}

/** The missions that may be in charge of something, and where they stand. */
interface Candidates {
  readonly all: readonly MissionInDistrict[];
  readonly byCountry: ReadonlyMap<string, readonly MissionInDistrict[]>;
}

interface Distant {
  readonly mission: MissionInDistrict;
  readonly km: number;
}

interface Ground {
  readonly basis: Exclude<CompetentMission['basis'], 'none'>;
  readonly caveats: readonly JurisdictionCaveat[];
  readonly others: readonly Distant[];
}

function answer({ country }: Place, { mission, km }: Distant, { basis, caveats, others }: Ground): CompetentMission {
  const codes: JurisdictionCaveat[] = [
    ...caveats,
    ...(country.position === 'near-coast' ? (['near-coast'] as const) : []),
    ...(country.area ? (['special-area'] as const) : []),
    ...(mission.status === 'restricted' ? (['mission-restricted'] as const) : []),
    ...(km > FAR_KM ? (['far-from-mission'] as const) : []),
  ];
  return {
    missionId: mission.id,
    basis,
    countryIso2: country.iso2,
    estimate: basis === 'nearest-in-country' || country.position === 'near-coast' || country.area !== null,
    relocated: isAwayFromSeat(mission.status) ? { note: mission.note, statusAsOf: mission.statusAsOf } : null,
    caveat: caveatText(codes, country, km),
    caveatCodes: codes,
    candidates: others.map(candidate),
  };
}

function nobody({ point, country }: Place, caveats: readonly JurisdictionCaveat[], choice: readonly MissionInDistrict[]): CompetentMission {
  const codes: JurisdictionCaveat[] = [...caveats, ...(country.position === 'near-coast' ? (['near-coast'] as const) : [])];
  return {
    missionId: null,
    basis: 'none',
    countryIso2: country.iso2,
    estimate: true,
    relocated: null,
    caveat: caveatText(codes, country, null),
    caveatCodes: codes,
    candidates: byDistance(point, choice).slice(0, CANDIDATES).map(candidate),
  };
}

function whyNobody(iso2: string, line: JurisdictionLine | undefined, { missions }: Network): JurisdictionCaveat {
  const suspended = missions.some(
    (mission) => mission.status === 'suspended' && (mission.countryIso2 === iso2 || mission.id === line?.missionId),
  );
  if (suspended) return 'mission-suspended';
  return line ? 'territory-not-listed' : 'country-unknown';
}

/** In a disputed area: the nearest mission of each other claimant. */
function ofOtherClaimants(place: Place): Distant[] {
  const others = place.country.area?.claimants.filter((iso2) => iso2 !== place.country.iso2) ?? [];
  return others.flatMap((iso2) => residentIn(place, iso2).slice(0, 1));
}

/** The missions that stand in a country, the nearest first. */
function residentIn({ point, candidates }: Place, iso2: string): Distant[] {
  return byDistance(point, candidates.byCountry.get(iso2) ?? []);
}

/** Sorted once for each state of the network: it is asked with every report, and changes a few times a year. */
const sorted = new WeakMap<readonly MissionInDistrict[], Candidates>();

function candidatesOf(missions: readonly MissionInDistrict[]): Candidates {
  const known = sorted.get(missions);
  if (known !== undefined) return known;
  const all = missions.filter(isCandidate);
  const byCountry = new Map<string, MissionInDistrict[]>();
  for (const mission of all) byCountry.set(mission.countryIso2, [...(byCountry.get(mission.countryIso2) ?? []), mission]);
  sorted.set(missions, { all, byCountry });
  return { all, byCountry };
}

function byDistance(point: GeoPoint, missions: readonly MissionInDistrict[]): Distant[] {
  return missions.map((mission) => distant(point, mission)).sort((a, b) => a.km - b.km);
}

function distant(point: GeoPoint, mission: MissionInDistrict): Distant {
  return { mission, km: distanceKm(point, mission) };
}

function isCandidate(mission: MissionInDistrict): boolean {
  return holdsDistrict(mission.type) && serves(mission.status);
}

function candidate({ mission, km }: Distant): { missionId: string; distanceKm: number } {
  return { missionId: mission.id, distanceKm: Math.round(km) };
}
