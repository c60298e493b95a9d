import { z } from 'zod';
import {
  countryIso2Schema,
  instantSchema,
  latitudeSchema,
  longitudeSchema,
  missionIdSchema,
  pageOf,
  pageQuerySchema,
  plainText,
  versionSchema,
} from '@bongsu/platform/contract';
import { missionStatusActSchema, missionStatusSchema, missionTypeSchema, statusChangeReasonSchema } from './vocabulary';

export { missionIdSchema } from '@bongsu/platform/contract';

/** The airport from which a mission is reached: size first, then distance (ADR 0011). `km` is the great circle from the mission. */
export const missionAirportSchema = z.strictObject({
  iata: z.string().regex(/^[A-Z]{3}$/),
  size: z.enum(['large', 'medium']),
  km: z.number().min(0),
});

/** A date as exact as it is known: year, month, day or instant (`2021-08`, `2022-03-02`, `2022-03-02T15:00:00.000Z`). */
export const asOfSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2}(T[\d:.]+Z)?)?)?$/);

/**
 * A mission as everyone may see it. Time zones are IANA names; coordinates WGS 84 degrees, right to `coordAccuracyKm`.
 * `hubsIllustrative`: the hubs are computed examples and not a ministry's designation (data/SOURCES.md); show it wherever hubs are shown.
 * `countriesServed` are the countries in its district, its own among them.
 */
export const missionSchema = z.strictObject({
  id: missionIdSchema,
  nameEn: z.string(),
  nameKo: z.string(),
  type: missionTypeSchema,
  countryIso2: countryIso2Schema,
  locatedInIso2: countryIso2Schema,
  cityEn: z.string(),
  cityKo: z.string(),
  lat: latitudeSchema,
  lng: longitudeSchema,
  coordAccuracyKm: z.number().positive(),
  timezone: z.string(),
  airport: missionAirportSchema.nullable(),
  phone: z.string().nullable(),
  status: missionStatusSchema,
  statusAsOf: asOfSchema.nullable(),
  note: z.string().nullable(),
  isHub: z.boolean(),
  primaryHubId: missionIdSchema.nullable(),
  alternateHubId: missionIdSchema.nullable(),
  hubsIllustrative: z.boolean(),
  countriesServed: z.array(countryIso2Schema),
  permittedActs: z.array(missionStatusActSchema),
  version: versionSchema,
});
export type Mission = z.infer<typeof missionSchema>;
export type MissionAirport = z.infer<typeof missionAirportSchema>;

/** How missions are listed: all filters together; `text` looks in names, cities and the id, without regard to case. */
export const missionQuerySchema = pageQuerySchema.extend({
  hub: missionIdSchema.optional(),
  country: countryIso2Schema.optional(),
  status: missionStatusSchema.optional(),
  text: plainText(80).optional(),
});
export type MissionQuery = z.infer<typeof missionQuerySchema>;
export const missionPageSchema = pageOf(missionSchema);

/**
 * `note` says what people must know now, such as where a relocated mission works from; it replaces the old note.
 * `asOf` is when it came into force, by default now.
 */
export const changeMissionStatusSchema = z.strictObject({
  act: missionStatusActSchema,
  reason: statusChangeReasonSchema,
  note: plainText(300).nullable().default(null),
  asOf: instantSchema.optional(),
});
export type ChangeMissionStatusBody = z.infer<typeof changeMissionStatusSchema>;
