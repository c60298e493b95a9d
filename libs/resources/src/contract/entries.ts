import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { staffStateSchema } from './staff';

/** Staff are named by id and staff number only. */
export const StaffStateChanged = defineEntry(
  'resources.staff-state-changed',
  z.strictObject({
    staffId: z.string(),
    staffNo: z.string(),
    missionId: z.string(),
    from: staffStateSchema,
    to: staffStateSchema,
    restUntil: z.string().nullable(),
  }),
);
export const LotAdjusted = defineEntry(
  'resources.lot-adjusted',
  z.strictObject({
    lotId: z.string(),
    itemCode: z.string(),
    missionId: z.string(),
    change: z.int(),
    quantity: z.int(),
    reason: z.string(),
  }),
);
