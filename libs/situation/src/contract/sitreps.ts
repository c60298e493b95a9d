import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, plainText, storedInstantSchema } from '@bongsu/platform/contract';

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
export const issueSitrepSchema = z.strictObject({ highlights: plainText(2000).nullable().default(null), language: z.enum(['en', 'ko']).default('en') });
export const SitrepIssued = defineEntry('situation.sitrep-issued', z.strictObject({ sitrepId: z.string(), incidentId: z.string(), number: z.int(), asOf: storedInstantSchema }));
