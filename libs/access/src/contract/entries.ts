import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { signInMethodSchema } from './sessions';
import { signInEntries } from './sign-in-entries';

/**
 * Who signed in, how, and what was changed about accounts, told by id: no address, no name, no token. Audience: network-wide eyes only.
 */
const account = { accountId: z.string() };
const session = { ...account, sessionId: z.string() };
const roles = z.array(z.string());

export const SignedIn = defineEntry('access.signed-in', z.strictObject({ ...session, method: signInMethodSchema }));
/** `all`: every session of the account, or every other one than that in which it was asked for. */
export const SessionEnded = defineEntry(
  'access.session-ended',
  z.strictObject({ ...account, sessionId: z.string().nullable(), count: z.int() }),
);
/** Wrong tries of about a minute together; `accountId` is null for addresses that no account has. Nothing that was typed is kept. */
export const SignInFailed = defineEntry('access.sign-in-failed', z.strictObject({ accountId: z.string().nullable(), count: z.int() }));

export const AccountPut = defineEntry('access.account-put', z.strictObject({ ...account, roles }));
export const AccountChanged = defineEntry('access.account-changed', z.strictObject({ ...account, roles }));
export const AccountDisabled = defineEntry('access.account-disabled', z.strictObject(account));
export const AccountEnabled = defineEntry('access.account-enabled', z.strictObject(account));
export const PasswordChanged = defineEntry('access.password-changed', z.strictObject(account));
/** An administrator, or the console, gave a one-time password. */
export const PasswordReset = defineEntry('access.password-reset', z.strictObject(account));

export const SecondFactorEnrolled = defineEntry('access.second-factor-enrolled', z.strictObject({ ...account, factor: z.literal('totp') }));
export const SecondFactorRemoved = defineEntry('access.second-factor-removed', z.strictObject({ ...account, factor: z.literal('totp') }));
export const RecoveryCodesRenewed = defineEntry('access.recovery-codes-renewed', z.strictObject(account));
export const RecoveryCodeUsed = defineEntry('access.recovery-code-used', z.strictObject({ ...account, left: z.int() }));

const service = { serviceAccountId: z.string() };
export const ServiceAccountMade = defineEntry(
  'access.service-account-made',
  z.strictObject({ ...service, roles, permissions: z.array(z.string()).nullable() }),
);
export const ServiceAccountEnded = defineEntry('access.service-account-ended', z.strictObject(service));
export const ServiceTokenMade = defineEntry(
  'access.service-token-made',
  z.strictObject({ ...service, tokenId: z.string(), expiresAt: z.string() }),
);
export const ServiceTokenRevoked = defineEntry('access.service-token-revoked', z.strictObject({ ...service, tokenId: z.string() }));

/** Every kind of this file and of the other ways to sign in: what a follower that has no interest in sign-ins passes over. */
export const accountEntries = [
  SignedIn,
  SessionEnded,
  SignInFailed,
  AccountPut,
  AccountChanged,
  AccountDisabled,
  AccountEnabled,
  PasswordChanged,
  PasswordReset,
  SecondFactorEnrolled,
  SecondFactorRemoved,
  RecoveryCodesRenewed,
  RecoveryCodeUsed,
  ServiceAccountMade,
  ServiceAccountEnded,
  ServiceTokenMade,
  ServiceTokenRevoked,
  ...signInEntries,
] as const;
