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
/** What identifies a member of staff was recorded; what it is stays in her row. */
export const StaffIdentityRecorded = defineEntry(
  'resources.staff-identity-recorded',
  z.strictObject({ staffId: z.string(), staffNo: z.string(), missionId: z.string(), passport: z.boolean(), phone: z.boolean() }),
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
