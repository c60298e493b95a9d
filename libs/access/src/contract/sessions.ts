import { z } from 'zod';
import { grantSchema } from './roles';

export const signInSchema = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(256) });

export const accountSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  grants: z.array(grantSchema),
  permissions: z.array(z.string()),
});

export const sessionSchema = z.strictObject({ token: z.string(), expiresAt: z.string(), user: accountSchema });

export type SignIn = z.infer<typeof signInSchema>;
export type AccountView = z.infer<typeof accountSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
