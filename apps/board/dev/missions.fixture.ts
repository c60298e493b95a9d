import type { Country, Mission } from '@bongsu/missions/contract';
import hubTable from '../../../data/reference/hubs.json';
import table from '../../../data/reference/missions.json';
import jurisdictions from '../../../data/reference/country_jurisdiction.csv?raw';

const hubOf = new Map(hubTable.hubs.flatMap((hub) => hub.members.map((member) => [member, hub.missionId])));
const hubIds = new Set(hubTable.hubs.map(({ missionId }) => missionId));

export const missions: Mission[] = table.missions.map((row) => ({
  id: row.id,
  nameEn: row.name_en,
  nameKo: row.name_ko,
  type: row.type as Mission['type'],
  countryIso2: row.country_iso2,
  locatedInIso2: row.located_in_iso2,
  cityEn: row.city_en,
  cityKo: row.city_ko,
  lat: row.lat,
  lng: row.lng,
  coordAccuracyKm: row.coord_accuracy_km,
  timezone: row.timezone,
  airport: row.nearest_airport === null ? null : { iata: row.nearest_airport, size: 'large', km: row.nearest_airport_km ?? 0 },
  phone: row.phone,
  status: row.status as Mission['status'],
  statusAsOf: row.status_as_of,
  note: row.note,
  isHub: hubIds.has(row.id),
  primaryHubId: hubOf.get(row.id) ?? null,
  alternateHubId: null,
  hubsIllustrative: true,
  countriesServed: [row.country_iso2],
  permittedActs: row.status === 'open' ? ['restrict', 'relocate', 'suspend'] : [],
  version: 1,
}));

export const countries: Country[] = jurisdictions
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [iso2 = '', nameEn = '', nameKo = '', missionId = '', basis = ''] = line.split(',');
    return {
      iso2,
      nameEn,
      nameKo,
      missionId: missionId === '' ? null : missionId,
      basis: basis === 'resident' || basis === 'concurrent' ? basis : 'unknown',
      caveat: null,
      plannedMissionId: null,
    };
  });
