import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';

const who = { accountId: z.string() };

/** The first sign-in of somebody through the ministry's identity provider made an account. Neither issuer nor subject: both may name a person. */
export const AccountMadeAtSignIn = defineEntry('access.account-made-at-sign-in', z.strictObject({ ...who, roles: z.array(z.string()) }));
/** What the ministry says of somebody changed her roles; none left is an empty list. */
export const RolesMapped = defineEntry('access.roles-mapped', z.strictObject({ ...who, roles: z.array(z.string()) }));
export const PasskeyAdded = defineEntry('access.passkey-added', z.strictObject({ ...who, passkeyId: z.string() }));
export const PasskeyRemoved = defineEntry('access.passkey-removed', z.strictObject({ ...who, passkeyId: z.string() }));

/** Every kind of this file. */
export const signInEntries = [AccountMadeAtSignIn, RolesMapped, PasskeyAdded, PasskeyRemoved] as const;
