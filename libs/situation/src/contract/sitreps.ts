import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, pageOf, plainText, storedInstantSchema } from '@bongsu/platform/contract';

/** A situation report: numbered per incident, made from the journal up to `asOf`, never edited in place. */
export const sitrepSchema = z.strictObject({
  id: idSchema,
  incidentId: idSchema,
  number: z.int(),
  asOf: storedInstantSchema,
  issuedAt: storedInstantSchema,
  issuedBy: z.string(),
  highlights: z.string().nullable(),
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
export const SitrepIssued = defineEntry(
  'situation.sitrep-issued',
  z.strictObject({ sitrepId: z.string(), incidentId: z.string(), number: z.int(), asOf: storedInstantSchema }),
);
