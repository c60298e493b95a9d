import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { asOfSchema, missionIdSchema, missionStatusSchema, missionTypeSchema } from '../contract';
import type { Airport } from '../domain/airports';
import type { JurisdictionLine } from '../domain/jurisdiction';
import { parseCsv } from './csv';

/** A mission as the reference file has it, before it is joined with airports and hubs. */
export type ReferenceMission = z.infer<typeof referenceMissionSchema>;

export interface ReferenceHubMember {
  readonly missionId: string;
  readonly primaryHubId: string;
  readonly alternateHubId: string;
  readonly hoursToPrimary: number;
  readonly hoursToAlternate: number;
}

export interface ReferenceData {
  readonly missions: readonly ReferenceMission[];
  readonly jurisdiction: readonly JurisdictionLine[];
  readonly hubIds: readonly string[];
  readonly hubMembers: readonly ReferenceHubMember[];
  readonly airports: readonly Airport[];
  /** Mission → IATA code of its city's long-haul airport. */
  readonly gateways: ReadonlyMap<string, string>;
}

/** Reads and checks `<folder>/missions.json` and its neighbours (see data/SOURCES.md). Throws, naming the place, when a file is not as it should be. */
export function readReferenceData(folder: string): ReferenceData {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const csv = <Row>(name: string, row: z.ZodType<Row>): Row[] => z.array(row).parse(parseCsv(text(name)));
  const hubs = hubFileSchema.parse(JSON.parse(text('hubs.json')));
  return {
    missions: missionFileSchema.parse(JSON.parse(text('missions.json'))).missions,
    jurisdiction: csv('country_jurisdiction.csv', jurisdictionRowSchema),
    hubIds: hubs.hubs.map((hub) => hub.missionId),
    hubMembers: hubs.members,
    airports: csv('airports.csv', airportRowSchema),
    gateways: new Map(csv('airport_gateways.csv', gatewayRowSchema).map((row) => [row.mission_id, row.iata])),
  };
}

/** The file writes types and statuses with underscores. */
const kebab = <Out>(schema: z.ZodType<Out, string>) =>
  z
    .string()
    .transform((text) => text.replaceAll('_', '-'))
    .pipe(schema);
const blankIsNull = z.string().transform((text) => (text === '' ? null : text));

const referenceMissionSchema = z
  .object({
    id: missionIdSchema,
    name_en: z.string(),
    name_ko: z.string(),
    type: kebab(missionTypeSchema),
    country_iso2: z.string(),
    located_in_iso2: z.string(),
    city_en: z.string(),
    city_ko: z.string(),
    lat: z.number(),
    lng: z.number(),
    coord_accuracy_km: z.number(),
    timezone: z.string(),
    phone: z.string().nullable(),
    status: kebab(missionStatusSchema),
    status_as_of: asOfSchema.nullable(),
    note: z.string().nullable(),
  })
  .transform((row) => ({
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
    phone: row.phone,
    status: row.status,
    statusAsOf: row.status_as_of,
    note: row.note,
  }));

const missionFileSchema = z.object({ missions: z.array(referenceMissionSchema).min(1) });

const hubFileSchema = z.object({
  hubs: z.array(z.object({ missionId: missionIdSchema })).min(1),
  members: z.array(
    z
      .object({
        missionId: missionIdSchema,
        primaryHub: missionIdSchema,
        alternateHub: missionIdSchema,
        hoursToPrimary: z.number(),
        hoursToAlternate: z.number(),
      })
      .transform(({ primaryHub, alternateHub, ...rest }) => ({ ...rest, primaryHubId: primaryHub, alternateHubId: alternateHub })),
  ),
});

const jurisdictionRowSchema = z
  .object({
    country_iso2: z.string().length(2),
    name_en: z.string().min(1),
    name_ko: z.string().min(1),
    mission_id: blankIsNull,
    basis: z.enum(['resident', 'concurrent', 'unknown']),
    caveat: blankIsNull,
    planned_mission_id: blankIsNull,
  })
  .transform((row) => ({
    countryIso2: row.country_iso2,
    nameEn: row.name_en,
    nameKo: row.name_ko,
    missionId: row.mission_id,
    basis: row.basis,
    caveat: row.caveat,
    plannedMissionId: row.planned_mission_id,
  }));

const airportRowSchema = z.object({
  iata: z.string().length(3),
  lat: z.coerce.number(),
  lng: z.coerce.number(),
  size: z.enum(['large', 'medium']),
});

const gatewayRowSchema = z.object({ mission_id: missionIdSchema, iata: z.string().length(3) });
