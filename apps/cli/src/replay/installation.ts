import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_ACCOUNTS_FILE, type DemoAccount, demoAccountsSchema } from '../demo-accounts';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { readKeptFile } from '../supervisor/kept-file';
import { launchSettings } from '../supervisor/launch-settings';

/** Where the api is: as given, or on this machine at the port that `npm start` uses. */
export function apiAddress(given: string | undefined): string {
  if (given === undefined) return `http://127.0.0.1:${launchSettings().PORT}`;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new PlainFailure(`"${given}" is not an address: give one such as http://127.0.0.1:3000.`);
  return given.replace(/\/+$/, '');
}

const answersWithinMs = 5_000;

/** Nobody waits for minutes to be told that nothing was started. */
export async function requireAnswer(api: string): Promise<void> {
  const answers = await fetch(`${api}/health/live`, { signal: AbortSignal.timeout(answersWithinMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers) throw new PlainFailure(`Bongsu does not answer at ${api}: start it with \`npm start\`, or give its address with --api.`);
}

/** The demo accounts of the installation in BONGSU_HOME, or of the given file. */
export function readAccounts(given: string | undefined): DemoAccount[] {
  const file = given ?? join(launchSettings().BONGSU_HOME ?? join(projectRoot(), '.bongsu'), DEMO_ACCOUNTS_FILE);
  const accounts = existsSync(file) ? readKeptFile(file, demoAccountsSchema) : undefined;
  if (accounts !== undefined) return accounts;
  throw new PlainFailure(`There are no demo accounts at ${file}: start Bongsu once with \`npm start\`, or name the file with --accounts.`);
}
