import { z } from 'zod';
import { codeSchema, typedPasswordSchema } from './sessions';

/**
 * How long a password must be, in characters (NIST SP 800-63B-4 §3.1.1.2: 15 where it stands alone, 8 beside a second factor; OWASP ASVS 5.0
 * §6.2.1: 8, and 15 advised; §6.2.9: 64 and more are taken). Nothing is asked about kinds of characters (ASVS §6.2.5).
 */
export const passwordLengths = { least: 8, leastForPrivileged: 12, advised: 15, most: 256 } as const;

/** Proof, within a session, that its owner is at the keyboard (ASVS 5.0 §7.5.1): the password, and the code where there is a second factor. */
export const proofSchema = z.strictObject({ password: typedPasswordSchema, code: codeSchema.optional() });
export type Proof = z.infer<typeof proofSchema>;

export const changePasswordSchema = z.strictObject({ proof: proofSchema, newPassword: typedPasswordSchema });
export const proveSchema = z.strictObject({ proof: proofSchema });
/** `proof` is needed of everybody who has a password; whoever has none must have proved within the last minutes who she is. */
export const endSessionsSchema = z.strictObject({ proof: proofSchema.optional() });
export const confirmTotpSchema = z.strictObject({ code: codeSchema });

/** Shown once: `uri` is what the QR code says (otpauth key URI), `secret` the same for typing (RFC 4648 base32). */
export const totpEnrolmentSchema = z.strictObject({ secret: z.string(), uri: z.string() });
/** Shown once; each is good once, in place of a code. */
export const recoveryCodesSchema = z.strictObject({ codes: z.array(z.string()) });

export const ownSecuritySchema = z.strictObject({
  passwordSetAt: z.string().nullable(),
  secondFactor: z.strictObject({ enrolledAt: z.string(), recoveryCodesLeft: z.int() }).nullable(),
  /** One of the person's roles demands a second factor. */
  secondFactorRequired: z.boolean(),
  passwordLeast: z.int(),
});

export type ChangePassword = z.infer<typeof changePasswordSchema>;
export type EndSessions = z.infer<typeof endSessionsSchema>;
export type Prove = z.infer<typeof proveSchema>;
export type ConfirmTotp = z.infer<typeof confirmTotpSchema>;
export type TotpEnrolment = z.infer<typeof totpEnrolmentSchema>;
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
export type OwnSecurity = z.infer<typeof ownSecuritySchema>;
