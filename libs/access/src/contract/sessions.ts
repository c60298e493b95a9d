import { z } from 'zod';
import { heldGrantSchema } from './held-grants';

/** How somebody proved who she is when the session began. */
export const signInMethods = ['password', 'password-and-totp', 'password-and-recovery-code', 'provider', 'passkey'] as const;
export const signInMethodSchema = z.enum(signInMethods);
export type SignInMethod = z.infer<typeof signInMethodSchema>;

/** A new password is held to the rules; one that is being checked is only kept to a length that may be hashed. */
export const typedPasswordSchema = z.string().min(1).max(256);

export const signInSchema = z.strictObject({ email: z.email().max(254), password: typedPasswordSchema });

export const secondFactors = ['totp', 'recovery-code'] as const;
export const secondFactorSchema = z.enum(secondFactors);
export type SecondFactor = z.infer<typeof secondFactorSchema>;

const challengeTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not the challenge of a sign-in');
/** A code as people type it: with blanks and hyphens. */
export const codeSchema = z.string().trim().min(6).max(60);
export const completeSignInSchema = z.strictObject({ challenge: challengeTokenSchema, factor: secondFactorSchema, code: codeSchema });

/** What a person must do before anything else; until then the session is good for her own account alone. */
export const dueActs = ['password-change', 'second-factor'] as const;
export const dueActSchema = z.enum(dueActs);
export type DueAct = z.infer<typeof dueActSchema>;

export const accountSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  grants: z.array(heldGrantSchema),
  permissions: z.array(z.string()),
  due: dueActSchema.nullable(),
});

export const sessionSchema = z.strictObject({ token: z.string(), expiresAt: z.string(), user: accountSchema });
/** The password was right, and one more proof is needed: `POST /sessions/second-factor` with this challenge, within minutes. */
export const challengeSchema = z.strictObject({
  challenge: z.string(),
  factors: z.array(secondFactorSchema),
  expiresAt: z.string(),
});
export const signInAnswerSchema = z.union([sessionSchema, challengeSchema]);

/** After signing out. `goOn` is an address of ours that leads on to sign out at the ministry's provider too; null when there is nothing to do there. */
export const signedOutSchema = z.strictObject({ goOn: z.string().nullable() });

/** A running session as its owner and administrators see it: enough to recognise a device, not enough to find a person. */
export const sessionInfoSchema = z.strictObject({
  id: z.uuid(),
  device: z.string(),
  address: z.string(),
  method: signInMethodSchema,
  begunAt: z.string(),
  lastUsedAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
});
export const sessionListSchema = z.strictObject({ items: z.array(sessionInfoSchema) });

export type SignIn = z.infer<typeof signInSchema>;
export type CompleteSignIn = z.infer<typeof completeSignInSchema>;
export type AccountView = z.infer<typeof accountSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
export type ChallengeView = z.infer<typeof challengeSchema>;
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;
export type SignedOut = z.infer<typeof signedOutSchema>;
export type SessionInfo = z.infer<typeof sessionInfoSchema>;
export type SessionList = z.infer<typeof sessionListSchema>;
