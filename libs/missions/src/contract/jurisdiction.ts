import { z } from 'zod';
import { countryIso2Schema, missionIdSchema } from '@bongsu/platform/contract';
import { asOfSchema } from './mission';
import { competenceBasisSchema } from './vocabulary';

/** Latitude and longitude as they stand in a query: text that must be a number on the globe. */
export const pointQuerySchema = z.strictObject({ lat: degrees(90), lng: degrees(180) });

/** Whatever makes an answer less than certain, as codes; `caveat` of the answer says the same in English. */
export const jurisdictionCaveats = [
  'home-territory',
  'at-sea',
  'near-coast',
  'special-area',
  'several-missions',
  'listed-about-2020',
  'territory-not-listed',
  'mission-suspended',
  'mission-restricted',
  'far-from-mission',
  'country-unknown',
] as const;
export const jurisdictionCaveatSchema = z.enum(jurisdictionCaveats);
export type JurisdictionCaveat = z.infer<typeof jurisdictionCaveatSchema>;

export const candidateSchema = z.strictObject({ missionId: missionIdSchema, distanceKm: z.number().min(0) });

/**
 * Which mission has jurisdiction (관할) over a point. `estimate`: a person should confirm it. `relocated` is set when that mission
 * does not work from its usual seat. `candidates`: the five nearest when none has it, or else the other missions of the country, nearest first.
 */
export const competentMissionSchema = z.strictObject({
  missionId: missionIdSchema.nullable(),
  basis: competenceBasisSchema,
  countryIso2: countryIso2Schema.nullable(),
  estimate: z.boolean(),
  relocated: z.strictObject({ note: z.string().nullable(), statusAsOf: asOfSchema.nullable() }).nullable(),
  caveat: z.string().nullable(),
  caveatCodes: z.array(jurisdictionCaveatSchema),
  candidates: z.array(candidateSchema),
});
export type CompetentMission = z.infer<typeof competentMissionSchema>;

/** A country with the mission in charge of it by the jurisdiction table; null where the table names none. */
export const countrySchema = z.strictObject({
  iso2: countryIso2Schema,
  nameEn: z.string(),
  nameKo: z.string(),
  missionId: missionIdSchema.nullable(),
  basis: z.enum(['resident', 'concurrent', 'unknown']),
  caveat: z.string().nullable(),
  plannedMissionId: missionIdSchema.nullable(),
});
export type Country = z.infer<typeof countrySchema>;
export const countryPageSchema = z.strictObject({ items: z.array(countrySchema), nextCursor: z.null() });

function degrees(limit: number) {
  return z
    .string()
    .regex(/^[+-]?\d{1,3}(\.\d{1,20})?(e-\d{1,3})?$/, 'is not a number of degrees such as 36.2')
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));
}
