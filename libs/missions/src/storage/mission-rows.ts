import type { MissionStatus, MissionType } from '../contract';

/** A mission's row joined with its hubs, as the driver gives it. */
export interface MissionRow {
  id: string;
  name_en: string;
  name_ko: string;
  type: MissionType;
  country_iso2: string;
  located_in_iso2: string;
  city_en: string;
  city_ko: string;
  lat: number;
  lng: number;
  coord_accuracy_km: number;
  timezone: string;
  airport_iata: string | null;
  airport_size: 'large' | 'medium' | null;
  airport_km: number | null;
  phone: string | null;
  status: MissionStatus;
  status_as_of: string | null;
  note: string | null;
  version: number;
  is_hub: boolean;
  primary_hub_id: string | null;
  alternate_hub_id: string | null;
  illustrative: boolean | null;
}

/** Every mission with its hubs, in the order of ids (byte order, so that lists and cursors agree on every server). */
export const SELECT_MISSIONS = `
  SELECT m.id, m.name_en, m.name_ko, m.type, m.country_iso2, m.located_in_iso2, m.city_en, m.city_ko, m.lat, m.lng, m.coord_accuracy_km,
         m.timezone, m.airport_iata, m.airport_size, m.airport_km, m.phone, m.status, m.status_as_of, m.note, m.version,
         EXISTS (SELECT 1 FROM missions_hub_membership AS served WHERE served.primary_hub_id = m.id) AS is_hub,
         h.primary_hub_id, h.alternate_hub_id, h.illustrative
    FROM missions_mission AS m LEFT JOIN missions_hub_membership AS h ON h.mission_id = m.id
   ORDER BY m.id COLLATE "C"`;
