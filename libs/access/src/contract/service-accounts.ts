import { z } from 'zod';
import { grantsSchema } from './people';
import { permissions, type Permission } from './permissions';
import { grantSchema } from './roles';
import type { Role } from './roles';

/** Every token of a service begins so, that a leaked one is recognised by scanners. */
export const SERVICE_TOKEN_PREFIX = 'bgs_';

const permissionSchema = z.string().refine((name): name is Permission => Object.hasOwn(permissions, name), 'is not a permission');

export const serviceTokenSchema = z.strictObject({
  id: z.uuid(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

export const serviceAccountSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  grants: z.array(grantSchema),
  /** Of what its roles permit, only this; null = all of it. */
  permissions: z.array(z.string()).nullable(),
  createdAt: z.string(),
  ended: z.boolean(),
  tokens: z.array(serviceTokenSchema),
});
export const serviceAccountListSchema = z.strictObject({ items: z.array(serviceAccountSchema) });

const validDays = z.int().min(1).max(366).default(90);
export const createServiceAccountSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  grants: grantsSchema,
  permissions: z.array(permissionSchema).min(1).max(100).nullable().default(null),
  validDays,
});
export const createServiceTokenSchema = z.strictObject({ validDays });
/** `token` is shown once. */
export const serviceTokenShownSchema = z.strictObject({ account: serviceAccountSchema, token: z.string(), expiresAt: z.string() });

export type ServiceToken = z.infer<typeof serviceTokenSchema>;
export type ServiceAccountView = z.infer<typeof serviceAccountSchema>;
export type CreateServiceAccount = z.infer<typeof createServiceAccountSchema>;
export type CreateServiceToken = z.infer<typeof createServiceTokenSchema>;
export type ServiceTokenShown = z.infer<typeof serviceTokenShownSchema>;

/** Roles whose whole sense is the say over people, their rights and their records: no service has them. */
export const rolesOfPersons: readonly Role[] = ['administrator', 'privacy-officer'];

/** What a person answers for to those whom it hides something from. */
const sealing: readonly string[] = ['incidents.seal', 'incidents.unseal'] satisfies Permission[];

/** Whether a permission is about accounts, rights, seals or personal records: a person's say, never a program's. */
export function isOfPersons(permission: string): boolean {
  return sealing.includes(permission) || (permission.startsWith('access.') && permission !== 'access.own-session');
}
