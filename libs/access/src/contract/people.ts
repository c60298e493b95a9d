import { z } from 'zod';
import { grantSchema } from './roles';

const displayNameSchema = z.string().trim().min(1).max(120);
/** At most as many grants as a person can oversee; a role stands once. */
export const grantsSchema = z
  .array(grantSchema)
  .min(1)
  .max(10)
  .refine((grants) => new Set(grants.map(({ role }) => role)).size === grants.length, 'names a role twice');

/** An account as administrators see it. */
export const personSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  grants: z.array(grantSchema),
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  secondFactor: z.boolean(),
  sessions: z.int(),
  lastUsedAt: z.string().nullable(),
  version: z.int(),
});

export const createPersonSchema = z.strictObject({ email: z.email().max(254), displayName: displayNameSchema, grants: grantsSchema });
export const changePersonSchema = z.strictObject({ displayName: displayNameSchema, grants: grantsSchema });
/** `oneTimePassword` is shown once, is good for one sign-in and must be changed there. */
export const oneTimePasswordSchema = z.strictObject({ person: personSchema, oneTimePassword: z.string(), expiresAt: z.string() });

export type PersonView = z.infer<typeof personSchema>;
export type CreatePerson = z.infer<typeof createPersonSchema>;
export type ChangePerson = z.infer<typeof changePersonSchema>;
export type OneTimePassword = z.infer<typeof oneTimePasswordSchema>;
