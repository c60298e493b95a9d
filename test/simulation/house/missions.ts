import { MissionDirectory } from '@bongsu/missions';
import type { MissionRow } from '../../../libs/missions/src/storage/mission-rows';

const mission = (id: string, iso2: string, lat: number, lng: number, hubs: [string, string] | null): MissionRow => ({
  ...{ id, name_en: id, name_ko: id, type: 'embassy', country_iso2: iso2, located_in_iso2: iso2, city_en: id, city_ko: id, lat, lng },
  ...{ coord_accuracy_km: 1, timezone: 'UTC', airport_iata: null, airport_size: null, airport_km: null, phone: null, status: 'open' },
  ...{ status_as_of: null, note: null, version: 1, is_hub: hubs === null, illustrative: false },
  ...{ primary_hub_id: hubs?.[0] ?? null, alternate_hub_id: hubs?.[1] ?? null },
});

export const HUBS = ['KR-EMB-AE', 'KR-EMB-DE', 'KR-EMB-TH'] as const;
export const POSTS = ['KR-EMB-TR', 'KR-EMB-LB'] as const;

const network: readonly MissionRow[] = [
  mission('KR-EMB-AE', 'AE', 24.45, 54.38, null),
  mission('KR-EMB-DE', 'DE', 52.52, 13.4, null),
  mission('KR-EMB-LB', 'LB', 33.89, 35.5, ['KR-EMB-AE', 'KR-EMB-DE']),
  mission('KR-EMB-TH', 'TH', 13.75, 100.5, null),
  mission('KR-EMB-TR', 'TR', 39.93, 32.86, ['KR-EMB-DE', 'KR-EMB-AE']),
];

/** Two posts and three hubs. The directory is the house's own; its rows never change here. */
export async function simulatedMissions(): Promise<MissionDirectory> {
  const store = {
    network: () => Promise.resolve({ missions: network, jurisdiction: [], edition: '1' }),
    edition: () => Promise.resolve('1'),
  };
  const directory = new MissionDirectory(store as unknown as ConstructorParameters<typeof MissionDirectory>[0]);
  await directory.refresh();
  return directory;
}
