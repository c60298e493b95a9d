import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, pageOf, plainText, storedInstantSchema } from '@bongsu/platform/contract';

/** Whether a report is in force (domain §6.13); its document is the same in every state. */
export const sitrepStates = ['issued', 'superseded', 'withdrawn'] as const;
export const sitrepStateSchema = z.enum(sitrepStates);
export type SitrepState = z.infer<typeof sitrepStateSchema>;

/**
 * A situation report: numbered per incident, made from the journal up to `asOf`, never edited in place. What ended it is null while it is in
 * force; `supersededBy` is the number that stands in its place.
 */
export const sitrepSchema = z.strictObject({
  id: idSchema,
  incidentId: idSchema,
  number: z.int(),
  asOf: storedInstantSchema,
  issuedAt: storedInstantSchema,
  issuedBy: z.string(),
  highlights: z.string().nullable(),
  state: sitrepStateSchema,
  endedAt: storedInstantSchema.nullable(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
  supersededBy: z.int().nullable(),
  htmlUrl: z.string(),
  pdfUrl: z.string(),
});
export type SitrepView = z.infer<typeof sitrepSchema>;
/** GET /incidents/:id/sitreps/:file, `3.html` or `3.pdf`. */
export const sitrepFileSchema = z.string().regex(/^[1-9]\d{0,6}\.(html|pdf)$/, 'is not a number with .html or .pdf, such as 3.pdf');
export const sitrepPageSchema = pageOf(sitrepSchema);

/** POST /incidents/:id/sitreps */
export const issueSitrepSchema = z.strictObject({
  highlights: plainText(2000).nullable().default(null),
  language: z.enum(['en', 'ko']).default('en'),
});
export type IssueSitrep = z.infer<typeof issueSitrepSchema>;
/** The address of one report. */
export const sitrepNumberSchema = z.coerce.number().int().min(1).max(9_999_999);
const endReason = plainText(500);
/** POST /incidents/:id/sitreps/:number/withdraw */
export const withdrawSitrepSchema = z.strictObject({ reason: endReason });
/** POST /incidents/:id/sitreps/:number/supersede: issues the next number in its place, from what the journal tells now. */
export const supersedeSitrepSchema = z.strictObject({ ...issueSitrepSchema.shape, reason: endReason });
export type SupersedeSitrep = z.infer<typeof supersedeSitrepSchema>;
export const SitrepIssued = defineEntry(
  'situation.sitrep-issued',
  z.strictObject({ sitrepId: z.string(), incidentId: z.string(), number: z.int(), asOf: storedInstantSchema }),
);
/** Why is read over HTTP: a reason is free text. */
export const SitrepWithdrawn = defineEntry(
  'situation.sitrep-withdrawn',
  z.strictObject({ sitrepId: z.string(), incidentId: z.string(), number: z.int() }),
);
export const SitrepSuperseded = defineEntry(
  'situation.sitrep-superseded',
  z.strictObject({ sitrepId: z.string(), incidentId: z.string(), number: z.int(), byNumber: z.int() }),
);
