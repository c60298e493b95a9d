import { z } from 'zod';
import { idSchema } from '@bongsu/platform/contract';

/** Passport numbers as states issue them (ICAO 9303: up to nine letters and digits), with the spaces and hyphens that people write. */
const passportNoSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{4,18}$/, 'is not a passport number such as M12345678');
/** E.164, with the spaces and hyphens that people write. */
const phoneSchema = z.string().regex(/^\+?[0-9][0-9 ()-]{5,24}$/, 'is not a telephone number such as +82 2 2100 2114');

/** PUT /staff/:id/identity */
export const recordStaffIdentitySchema = z.strictObject({ passportNo: passportNoSchema.nullable(), phone: phoneSchema.nullable() });
export type RecordStaffIdentity = z.infer<typeof recordStaffIdentitySchema>;

/** GET /staff/:id/identity: «erased» in place of what was erased. */
export const staffIdentitySchema = z.strictObject({
  staffId: idSchema,
  staffNo: z.string(),
  displayName: z.string(),
  passportNo: z.string().nullable(),
  phone: z.string().nullable(),
  version: z.int(),
});
export type StaffIdentityView = z.infer<typeof staffIdentitySchema>;

/** POST /staff/find-by-passport: in the body, because addresses are logged. */
export const findByPassportSchema = z.strictObject({ passportNo: passportNoSchema });
