import type { Country, Mission } from '../contract';
import type { MissionStanding } from '../domain/change-status';
import type { JurisdictionLine } from '../domain/jurisdiction';
import { holdsDistrict, serves } from '../domain/standing';
import { missionStatusTransitions } from '../domain/status-transitions';
import { countryName } from '../storage/country-names';
import type { MissionRow } from '../storage/mission-rows';

/** The mission network at one moment, ready to be read. */
export interface MissionNetwork {
  readonly missions: readonly Mission[];
  readonly byId: ReadonlyMap<string, Mission>;
  readonly jurisdiction: ReadonlyMap<string, JurisdictionLine>;
  readonly countries: readonly Country[];
  readonly homeIso2: string;
}

/** Builds the read models from rows. Mission ids begin with the sending state: `KR-EMB-TR`. */
export function networkOf(rows: readonly MissionRow[], lines: readonly JurisdictionLine[]): MissionNetwork {
  const served = countriesByMission(lines, new Set(rows.filter(isResident).map((row) => row.country_iso2)));
  const missions = rows.map((row) => missionOf(row, served.get(row.id) ?? []));
  const homeIso2 = missions[0]?.id.slice(0, 2) ?? '';
  return {
    missions,
    byId: new Map(missions.map((mission) => [mission.id, mission])),
    jurisdiction: new Map(lines.map((line) => [line.countryIso2, line])),
    countries: countriesOf(lines, homeIso2),
    homeIso2,
  };
}

/** The read model as it is after a change of status. */
export function withStanding(mission: Mission, { status, statusAsOf, note, version }: MissionStanding): Mission {
  const own = holdsDistrict(mission.type) && serves(status) ? [mission.countryIso2] : [];
  const countriesServed = [...new Set([...own, ...mission.countriesServed])].sort();
  return { ...mission, status, statusAsOf, note, version, countriesServed, permittedActs: [...missionStatusTransitions.permitted(status)] };
}

function missionOf(row: MissionRow, listed: readonly string[]): Mission {
  const own = isResident(row) ? [row.country_iso2] : [];
  return {
    id: row.id,
    nameEn: row.name_en,
    nameKo: row.name_ko,
    type: row.type,
    countryIso2: row.country_iso2,
    locatedInIso2: row.located_in_iso2,
    cityEn: row.city_en,
    cityKo: row.city_ko,
    lat: row.lat,
    lng: row.lng,
    coordAccuracyKm: row.coord_accuracy_km,
    timezone: row.timezone,
    airport:
      row.airport_iata === null || row.airport_size === null
        ? null
        : { iata: row.airport_iata, size: row.airport_size, km: row.airport_km ?? 0 },
    phone: row.phone,
    status: row.status,
    statusAsOf: row.status_as_of,
    note: row.note,
    isHub: row.is_hub,
    primaryHubId: row.primary_hub_id,
    alternateHubId: row.alternate_hub_id,
    hubsIllustrative: row.illustrative ?? true,
    countriesServed: [...new Set([...own, ...listed])].sort(),
    permittedActs: [...missionStatusTransitions.permitted(row.status)],
    version: row.version,
  };
}

/** Whether the mission serves the country in which it stands. */
function isResident(row: MissionRow): boolean {
  return holdsDistrict(row.type) && serves(row.status);
}

/** A concurrent accreditation ends where a resident mission has opened. */
function countriesByMission(lines: readonly JurisdictionLine[], resident: ReadonlySet<string>): Map<string, string[]> {
  const served = new Map<string, string[]>();
  for (const { missionId, countryIso2, basis } of lines) {
    if (missionId === null || (basis === 'concurrent' && resident.has(countryIso2))) continue;
    served.set(missionId, [...(served.get(missionId) ?? []), countryIso2]);
  }
  return served;
}

/** The countries of the table, and the few places that it leaves out, so that every country code of an answer has a name. */
function countriesOf(lines: readonly JurisdictionLine[], homeIso2: string): Country[] {
  const listed: Country[] = lines.map(({ countryIso2: iso2, ...line }) => ({ iso2, ...line }));
  const others = [homeIso2, 'AQ', 'KP'].filter((iso2) => iso2 !== '' && !lines.some((line) => line.countryIso2 === iso2));
  const unlisted = others.map((iso2): Country => ({
    iso2,
    nameEn: countryName(iso2, 'en'),
    nameKo: countryName(iso2, 'ko'),
    missionId: null,
    basis: 'unknown',
    caveat: null,
    plannedMissionId: null,
  }));
  return [...listed, ...unlisted].sort((a, b) => (a.iso2 < b.iso2 ? -1 : 1));
}
