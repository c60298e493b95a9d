import { z } from 'zod';
import { idSchema, missionIdSchema, storedInstantSchema } from '@bongsu/platform/contract';

export const catalogueItemSchema = z.strictObject({
  itemCode: z.string(),
  category: z.string(),
  nameEn: z.string(),
  nameKo: z.string(),
  unit: z.string(),
  weightKg: z.number().nullable(),
  volumeL: z.number().nullable(),
});
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;

/** Supplies of one item, one expiry, at one site. `reserved` ≤ `quantity`; only `quantity − reserved` may be promised. */
export const lotSchema = z.strictObject({
  id: idSchema,
  lotNo: z.string(),
  itemCode: z.string(),
  missionId: missionIdSchema,
  quantity: z.int(),
  reserved: z.int(),
  unit: z.string(),
  expiresAt: storedInstantSchema.nullable(),
  condition: z.enum(['good', 'quarantined', 'expired', 'disposed']),
  synthetic: z.boolean(),
  version: z.int(),
});
export type LotView = z.infer<typeof lotSchema>;
