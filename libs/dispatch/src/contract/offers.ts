import { z } from 'zod';
import { idSchema, plainText, storedInstantSchema } from '@bongsu/platform/contract';
import { declineReasonSchema, offerStateSchema, offerTierSchema } from './vocabulary';

export const offerLineSchema = z.strictObject({ lineNo: z.int().min(1), count: z.int().min(1) });
export type OfferLine = z.infer<typeof offerLineSchema>;

/** One hub is asked for some lines of one request. `ackDueAt` starts to run when the lane has delivered it. */
export const offerSchema = z.strictObject({
  id: idSchema,
  requestId: idSchema,
  incidentId: idSchema,
  hubId: z.string(),
  tier: offerTierSchema,
  lines: z.array(offerLineSchema),
  accepted: z.array(offerLineSchema),
  state: offerStateSchema,
  queuedAt: storedInstantSchema,
  sentAt: storedInstantSchema.nullable(),
  ackDueAt: storedInstantSchema.nullable(),
  answeredAt: storedInstantSchema.nullable(),
  declineReason: declineReasonSchema.nullable(),
  /** Typed by whoever declined; read here and nowhere else. */
  declineNote: z.string().nullable().optional(),
  escalatedFromOfferId: idSchema.nullable(),
  version: z.int(),
});
export type OfferView = z.infer<typeof offerSchema>;

/** POST /offers/:id/accept: empty body takes all lines; named staff and lots are optional, the store picks the best otherwise. */
export const acceptOfferSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineNo: z.int().min(1),
        staffIds: z.array(idSchema).max(500).optional(),
        lotIds: z.array(idSchema).max(500).optional(),
      }),
    )
    .max(60)
    .default([]),
});
/** POST /offers/:id/accept-part: how many of each line; a line left out is 0. */
export const acceptPartSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineNo: z.int().min(1),
        count: z.int().min(0),
        staffIds: z.array(idSchema).max(500).optional(),
        lotIds: z.array(idSchema).max(500).optional(),
      }),
    )
    .min(1)
    .max(60),
});
/** POST /offers/:id/decline */
export const declineOfferSchema = z.strictObject({ reason: declineReasonSchema, note: plainText(500).nullable().default(null) });
export type AcceptOffer = z.infer<typeof acceptOfferSchema>;
export type AcceptPart = z.infer<typeof acceptPartSchema>;
export type DeclineOffer = z.infer<typeof declineOfferSchema>;
