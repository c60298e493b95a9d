import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';
import { launchSettings } from '../supervisor/launch-settings';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database at DATABASE_OWNER_URL (or DATABASE_URL) to this version')
    .option('--runtime-account', 'make the account in DATABASE_URL too, which may take the role of the application and nothing else')
    .action(async ({ runtimeAccount }: { runtimeAccount?: boolean }) => {
      const { DATABASE_OWNER_URL, DATABASE_URL } = launchSettings();
      const url = DATABASE_OWNER_URL ?? DATABASE_URL;
      if (url === undefined) throw new PlainFailure('Which database? Set DATABASE_URL, such as postgres://user:password@host:5432/bongsu.');
      const { migrate } = await import('../migrate.js');
      const { applied } = await migrate(url).catch((fault: unknown) => {
        throw explained(fault) ?? fault;
      });
      if (runtimeAccount === true) await makeRuntimeAccount(url, DATABASE_URL);
      say(applied.length === 0 ? 'up to date' : `${String(applied.length)} migration(s) applied`);
    });
}

async function makeRuntimeAccount(ownerUrl: string, runtimeUrl: string | undefined): Promise<void> {
  const { username, password } = new URL(runtimeUrl ?? ownerUrl);
  if (runtimeUrl === undefined || password === '')
    throw new PlainFailure('Which account? Set DATABASE_URL with the user and password that api and worker are to have.');
  const { ensureRuntimeUser } = await import('../supervisor/runtime-user.js');
  await ensureRuntimeUser(ownerUrl, decodeURIComponent(password), decodeURIComponent(username));
}

/** What an operator can put right, by the driver's code; anything else is ours to look at. */
function explained(fault: unknown): PlainFailure | undefined {
  const { code, message } = fault as { code?: string; message?: string };
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return new PlainFailure(`The database does not answer (${code}): start PostgreSQL, or correct DATABASE_URL.`);
    case '28P01':
    case '28000':
      return new PlainFailure('The database refuses this user or password: correct DATABASE_URL.');
    case '3D000':
      return new PlainFailure('The database named in DATABASE_URL does not exist: create it with `createdb`, or correct the name.');
    case '55P03':
      return new PlainFailure(
        'Somebody has held a lock for ten minutes that a migration needs; nothing was left half-done. Look for a long transaction in pg_stat_activity, end it, and run this again.',
      );
    case '42501':
      return new PlainFailure(
        `The user of this connection may not do that (${message ?? code}): set DATABASE_OWNER_URL to the owner of the database, who may create roles.`,
      );
    default:
      return undefined;
  }
}
