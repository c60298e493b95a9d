import { z } from 'zod';

/** Roles of the first version (domain: duty officer, head of mission, hub coordinator, headquarters watch officer, administrator, privacy officer). */
export const roles = [
  'duty-officer',
  'head-of-mission',
  'hub-coordinator',
  'headquarters-watch-officer',
  'administrator',
  'privacy-officer',
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** A role in its scope: named missions, or the whole network. */
export const grantSchema = z.strictObject({ role: roleSchema, missions: z.union([z.literal('*'), z.array(z.string()).min(1)]) });
export type RoleGrant = z.infer<typeof grantSchema>;
