import type { Tx } from '@bongsu/platform';
import { airportFor } from '../domain/airports';
import { type ReferenceData, readReferenceData } from './reference-files';

/** What seeding found and did: rows written anew or changed; nothing on a second run over the same files. */
export interface MissionSeedReport {
  readonly missions: number;
  readonly changed: number;
  readonly countries: number;
  readonly hubs: number;
}

/**
 * Brings the mission network to what the reference files say (`data/reference`). May be run again at any time: a status that a person
 * has changed is left alone, and so is every row that the files have not changed. Nothing is deleted.
 */
export async function seedMissions(tx: Tx, referenceFolder: string): Promise<MissionSeedReport> {
  const reference = readReferenceData(referenceFolder);
  const changed = await putMissions(tx, reference);
  await putJurisdiction(tx, reference);
  await putHubMembership(tx, reference);
  return { missions: reference.missions.length, changed, countries: reference.jurisdiction.length, hubs: reference.hubIds.length };
}

async function putMissions(tx: Tx, { missions, airports, gateways }: ReferenceData): Promise<number> {
  const rows = missions.map((mission) => {
    const airport = airportFor(mission, airports, gateways.get(mission.id) ?? null);
    return { ...mission, airportIata: airport?.iata ?? null, airportSize: airport?.size ?? null, airportKm: airport?.km ?? null };
  });
  const written = await tx.query(
    `INSERT INTO missions_mission AS m (id, name_en, name_ko, type, country_iso2, located_in_iso2, city_en, city_ko, lat, lng, coord_accuracy_km, timezone,
                                        airport_iata, airport_size, airport_km, phone, status, status_as_of, note)
     SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS r(
       "id" text, "nameEn" text, "nameKo" text, "type" text, "countryIso2" text, "locatedInIso2" text, "cityEn" text, "cityKo" text,
       "lat" float8, "lng" float8, "coordAccuracyKm" float8, "timezone" text, "airportIata" text, "airportSize" text, "airportKm" float8,
       "phone" text, "status" text, "statusAsOf" text, "note" text)
     ON CONFLICT (id) DO UPDATE SET
       name_en = excluded.name_en, name_ko = excluded.name_ko, type = excluded.type, country_iso2 = excluded.country_iso2,
       located_in_iso2 = excluded.located_in_iso2, city_en = excluded.city_en, city_ko = excluded.city_ko, lat = excluded.lat, lng = excluded.lng,
       coord_accuracy_km = excluded.coord_accuracy_km, timezone = excluded.timezone, airport_iata = excluded.airport_iata,
       airport_size = excluded.airport_size, airport_km = excluded.airport_km, phone = excluded.phone,
       status = CASE WHEN m.status_decided THEN m.status ELSE excluded.status END,
       status_as_of = CASE WHEN m.status_decided THEN m.status_as_of ELSE excluded.status_as_of END,
       note = CASE WHEN m.status_decided THEN m.note ELSE excluded.note END,
       version = m.version + 1
     WHERE (m.name_en, m.name_ko, m.type, m.country_iso2, m.located_in_iso2, m.city_en, m.city_ko, m.lat, m.lng, m.coord_accuracy_km, m.timezone,
            m.airport_iata, m.airport_size, m.airport_km, m.phone)
           IS DISTINCT FROM
           (excluded.name_en, excluded.name_ko, excluded.type, excluded.country_iso2, excluded.located_in_iso2, excluded.city_en, excluded.city_ko,
            excluded.lat, excluded.lng, excluded.coord_accuracy_km, excluded.timezone, excluded.airport_iata, excluded.airport_size, excluded.airport_km, excluded.phone)
        OR (NOT m.status_decided AND (m.status, m.status_as_of, m.note) IS DISTINCT FROM (excluded.status, excluded.status_as_of, excluded.note))
     RETURNING 1 AS one`,
    [JSON.stringify(rows)],
  );
  return written.length;
}

async function putJurisdiction(tx: Tx, { jurisdiction }: ReferenceData): Promise<void> {
  await tx.query(
    `INSERT INTO missions_jurisdiction (country_iso2, name_en, name_ko, mission_id, basis, caveat, planned_mission_id)
     SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS r(
       "countryIso2" text, "nameEn" text, "nameKo" text, "missionId" text, "basis" text, "caveat" text, "plannedMissionId" text)
     ON CONFLICT (country_iso2) DO UPDATE SET name_en = excluded.name_en, name_ko = excluded.name_ko, mission_id = excluded.mission_id,
       basis = excluded.basis, caveat = excluded.caveat, planned_mission_id = excluded.planned_mission_id`,
    [JSON.stringify(jurisdiction)],
  );
}

async function putHubMembership(tx: Tx, { hubMembers }: ReferenceData): Promise<void> {
  await tx.query(
    `INSERT INTO missions_hub_membership (mission_id, primary_hub_id, alternate_hub_id, illustrative)
     SELECT r."missionId", r."primaryHubId", r."alternateHubId", true
       FROM jsonb_to_recordset($1::jsonb) AS r("missionId" text, "primaryHubId" text, "alternateHubId" text)
     ON CONFLICT (mission_id) DO UPDATE SET primary_hub_id = excluded.primary_hub_id, alternate_hub_id = excluded.alternate_hub_id, illustrative = excluded.illustrative`,
    [JSON.stringify(hubMembers)],
  );
}
