import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DEMO_ACCOUNTS_FILE } from '../demo-accounts';
import { projectRoot } from '../project-root';
import { readKeptFile } from './kept-file';

const accountsSchema = z.array(
  z.object({ email: z.string(), password: z.string(), role: z.string(), missions: z.union([z.array(z.string()), z.string()]) }),
);

/** What a person sees when everything stands: where to look, with which account, and how to replay the crisis. */
export function welcome({ address, accountsFile, logs }: { address: string; accountsFile: string; logs: string }): string {
  const accounts = existsSync(accountsFile) ? (readKeptFile(accountsFile, accountsSchema) ?? []) : [];
  return [
    '',
    `  Board     ${address}`,
    ...(accounts.length > 0
      ? ['  Accounts  synthetic, for this demo world only', table(accounts), `            also in ${accountsFile}`]
      : []),
    `  Replay    ${replayCommand(address, accountsFile)}`,
    `  Logs      ${logs}`,
    '  Stop      Ctrl-C',
    '',
  ].join('\n');
}

/** As it can be typed in another terminal: what differs from the defaults is said. */
function replayCommand(address: string, accountsFile: string): string {
  const elsewhere = new URL(address).port === '3000' ? '' : ` --api ${address}`;
  const others = accountsFile === join(projectRoot(), '.bongsu', DEMO_ACCOUNTS_FILE) ? '' : ` --accounts ${accountsFile}`;
  return `npm run replay -- turkiye-2023 --speed 600${elsewhere}${others}`;
}

function table(accounts: z.infer<typeof accountsSchema>): string {
  const width = (column: 'email' | 'password' | 'role'): number => Math.max(...accounts.map((account) => account[column].length));
  const [email, password, role] = [width('email'), width('password'), width('role')];
  return accounts
    .map(
      (account) =>
        `            ${account.email.padEnd(email)}  ${account.password.padEnd(password)}  ${account.role.padEnd(role)}  ${shortened(account.missions)}`,
    )
    .join('\n');
}

function shortened(missions: string | string[]): string {
  if (typeof missions === 'string') return missions === '*' ? 'whole network' : missions;
  if (missions.includes('*')) return 'whole network';
  return missions.length > 3 ? `${missions.slice(0, 3).join(', ')} and ${String(missions.length - 3)} more` : missions.join(', ');
}
