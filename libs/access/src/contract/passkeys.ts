import { z } from 'zod';
import { proofSchema } from './own-security';

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(20_000);
const credential = {
  id: base64url.max(1_400),
  rawId: base64url.max(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};

/** What an authenticator answered when it made a passkey (WebAuthn Level 3, RegistrationResponseJSON). */
export const passkeyRegistrationSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    transports: z.array(z.string().max(40)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64url.optional(),
  }),
});

/** What an authenticator answered when it signed (WebAuthn Level 3, AuthenticationResponseJSON). */
export const passkeyAssertionSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

export const passkeyNameSchema = z.string().trim().min(1).max(60);
/** `proof` is needed of everybody who has a password; whoever has none must have signed in within the last minutes. */
export const changePasskeysSchema = z.strictObject({ proof: proofSchema.optional() });
export const addPasskeySchema = z.strictObject({ name: passkeyNameSchema, registration: passkeyRegistrationSchema });
export const passkeySignInSchema = z.strictObject({ assertion: passkeyAssertionSchema });

export const passkeySchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** Kept in sync between the owner's devices, as most telephones do; a security key is not. */
  synced: z.boolean(),
});
export const passkeyListSchema = z.strictObject({ items: z.array(passkeySchema) });

/** The options that go to the browser as they are: a challenge that is good once and for a few minutes, and the rest of WebAuthn's own. */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() });

export type PasskeyRegistration = z.infer<typeof passkeyRegistrationSchema>;
export type PasskeyAssertion = z.infer<typeof passkeyAssertionSchema>;
export type ChangePasskeys = z.infer<typeof changePasskeysSchema>;
export type AddPasskey = z.infer<typeof addPasskeySchema>;
export type PasskeySignIn = z.infer<typeof passkeySignInSchema>;
export type PasskeyView = z.infer<typeof passkeySchema>;
export type PasskeyList = z.infer<typeof passkeyListSchema>;
