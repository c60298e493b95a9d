import { z } from 'zod';
import {
  countryIso2Schema,
  idSchema,
  instantSchema,
  latitudeSchema,
  longitudeSchema,
  missionIdSchema,
  plainText,
  storedInstantSchema,
  timeZoneSchema,
} from '@bongsu/platform/contract';
import { decisionReasonSchema } from './incidents';
import {
  categorySchema,
  channelSchema,
  evidenceGradeSchema,
  jurisdictionBasisSchema,
  precisionSchema,
  reportCaveatSchema,
  urgencySchema,
} from './vocabulary';

/** A head-count is an estimate with provenance, never one number: low ≤ best ≤ high. */
export const estimateSchema = z
  .strictObject({ low: z.int().min(0).max(100_000_000), best: z.int().min(0).max(100_000_000), high: z.int().min(0).max(100_000_000) })
  .refine((e) => e.low <= e.best && e.best <= e.high, { message: 'must have low ≤ best ≤ high', path: ['best'] });

export const placeSchema = z.strictObject({
  text: plainText(300).nullable().default(null),
  lat: latitudeSchema.nullable().default(null),
  lng: longitudeSchema.nullable().default(null),
  precision: precisionSchema.default('unknown'),
});

/**
 * POST /reports. What someone said; not yet an incident. Either `place.lat/lng`, `countryIso2` or `missionId` leads to the
 * competent mission. `zone` is the IANA zone in which the caller's times were given (the times themselves carry an offset).
 */
export const fileReportSchema = z.strictObject({
  summary: plainText(500),
  details: plainText(10_000).nullable().default(null),
  category: categorySchema,
  urgency: urgencySchema,
  evidenceGrade: evidenceGradeSchema,
  channel: channelSchema,
  place: placeSchema.default({ text: null, lat: null, lng: null, precision: 'unknown' }),
  countryIso2: countryIso2Schema.nullable().default(null),
  missionId: missionIdSchema.nullable().default(null),
  zone: timeZoneSchema.default('UTC'),
  occurredAt: instantSchema.nullable().default(null),
  recognisedAt: instantSchema.nullable().default(null),
  reportedAt: instantSchema.nullable().default(null),
  nationals: estimateSchema.nullable().default(null),
  correctsReportId: idSchema.nullable().default(null),
  incidentId: idSchema.nullable().default(null),
  /** Public source of a fact that was not told to us (press line, host communiqué); scenarios carry it. */
  sourceNote: plainText(500).nullable().default(null),
});
export type FileReport = z.infer<typeof fileReportSchema>;
export type FileReportInput = z.input<typeof fileReportSchema>;

export const reportStates = ['unlinked', 'linked', 'dismissed'] as const;

/** A report as it is read back. `enteredAt` is when it was written here; the other times are what was said. */
export const reportSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  state: z.enum(reportStates),
  summary: z.string(),
  details: z.string().nullable(),
  category: categorySchema,
  urgency: urgencySchema,
  evidenceGrade: evidenceGradeSchema,
  channel: channelSchema,
  place: placeSchema,
  countryIso2: z.string().nullable(),
  missionId: z.string().nullable(),
  jurisdiction: z.strictObject({
    basis: jurisdictionBasisSchema,
    estimate: z.boolean(),
    /** In English, all in one; `caveatCodes` says the same for programs and other languages. */
    caveat: z.string().nullable(),
    caveatCodes: z.array(reportCaveatSchema),
    candidates: z.array(z.strictObject({ missionId: z.string(), distanceKm: z.number() })),
  }),
  zone: z.string(),
  occurredAt: storedInstantSchema.nullable(),
  recognisedAt: storedInstantSchema.nullable(),
  reportedAt: storedInstantSchema.nullable(),
  enteredAt: storedInstantSchema,
  nationals: estimateSchema.nullable(),
  incidentId: idSchema.nullable(),
  correctsReportId: idSchema.nullable(),
  correctedByReportId: idSchema.nullable(),
  sourceNote: z.string().nullable(),
  feed: z.strictObject({ feed: z.string(), eventId: z.string(), revision: z.int() }).nullable(),
  filedBy: z.string(),
  version: z.int(),
});
export type ReportView = z.infer<typeof reportSchema>;

/** GET /reports/:id. What was decided on it, oldest first, with the reasons that people gave. */
export const reportDetailSchema = reportSchema.extend({ reasons: z.array(decisionReasonSchema) });
export type ReportDetail = z.infer<typeof reportDetailSchema>;

/** Why a report may be about an incident that is already known; a person decides. */
export const duplicateProposalSchema = z.strictObject({
  id: idSchema,
  reportId: idSchema,
  incidentId: idSchema,
  evidence: z.strictObject({
    distanceKm: z.number().nullable(),
    minutesApart: z.number().nullable(),
    sameCategory: z.boolean(),
    sameCountry: z.boolean(),
    sameFeedEvent: z.boolean(),
  }),
  state: z.enum(['proposed', 'linked', 'rejected']),
});
export type DuplicateProposalView = z.infer<typeof duplicateProposalSchema>;
