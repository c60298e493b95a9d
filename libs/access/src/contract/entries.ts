import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';

/** Sessions are told of by account id; no address, no name, no token. Audience: network-wide eyes only. */
export const SessionBegun = defineEntry('access.session-begun', z.strictObject({ accountId: z.string() }));
export const SessionEnded = defineEntry('access.session-ended', z.strictObject({ accountId: z.string() }));
export const AccountPut = defineEntry('access.account-put', z.strictObject({ accountId: z.string(), roles: z.array(z.string()) }));
