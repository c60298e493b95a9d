import { z } from 'zod';
import { roles } from '@bongsu/access/contract';

/** One line of `$BONGSU_HOME/demo-accounts.json` (mode 0600): an account of the demo world with its password, for the people who try it. */
export const demoAccountSchema = z.object({
  email: z.email(),
  password: z.string().min(1),
  role: z.enum(roles),
  /** Mission ids, or '*' for the whole network. */
  missions: z.union([z.literal('*'), z.array(z.string()).min(1)]),
});
export const demoAccountsSchema = z.array(demoAccountSchema);
export type DemoAccount = z.infer<typeof demoAccountSchema>;

export const DEMO_ACCOUNTS_FILE = 'demo-accounts.json';

/** By what a scenario calls it: the part of the address before the @. */
export function accountKey({ email }: Pick<DemoAccount, 'email'>): string {
  return email.slice(0, email.indexOf('@'));
}
