import { z } from 'zod';
import { missionIdSchema, pageQuerySchema, publicLine } from '@bongsu/platform/contract';
import { skillSchema, staffStateSchema } from './staff';

/** GET /staff */
export const staffQuerySchema = pageQuerySchema.extend({
  mission: missionIdSchema.optional(),
  skill: skillSchema.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'is not an ISO 639 code such as tr')
    .optional(),
  state: staffStateSchema.optional(),
});
export type StaffQuery = z.infer<typeof staffQuerySchema>;

/** GET /lots */
export const lotQuerySchema = pageQuerySchema.extend({
  mission: missionIdSchema.optional(),
  item: z.string().min(1).max(40).optional(),
});
export type LotQuery = z.infer<typeof lotQuerySchema>;

/** POST /lots/:id/adjust: what a person counted on the shelf, and why it differs from the record; the journal keeps the reason. */
export const adjustLotSchema = z.strictObject({ counted: z.int().min(0).max(1_000_000), reason: publicLine(200) });
export type AdjustLot = z.infer<typeof adjustLotSchema>;
