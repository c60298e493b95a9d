import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Settings, processEnvironment, settingsFromEnvironment } from '@bongsu/platform/config';
import { z } from 'zod';
import { PlainFailure } from './plain-failure';
import { projectRoot } from './project-root';
import { checkpointPlaces } from './supervisor/checkpoint-places';
import { databaseName } from './supervisor/home-database';
import { readKeptFile } from './supervisor/kept-file';
import { launchSettings } from './supervisor/launch-settings';
import { keyFileOf } from './supervisor/personal-data-keys';
import { runtimeUser } from './supervisor/runtime-user';

export interface OneOff {
  readonly settings: Settings;
  /** The installation's folder, whether or not it is there. */
  readonly home: string;
}

/**
 * Settings for a command that works on the database and ends: the one at DATABASE_URL, or the embedded one of the installation that runs in
 * BONGSU_HOME. Such a command hands out no cursors, so it needs no key.
 */
export function oneOffSettings(): OneOff {
  const { DATABASE_URL, BONGSU_HOME, CURSOR_KEY, PERSONAL_DATA_KEYS_FILE, PERSONAL_DATA_KEYS, PERSONAL_DATA_KEYS_COMMAND } =
    launchSettings();
  const home = homeFolder(BONGSU_HOME);
  const settings = settingsFromEnvironment({
    ...processEnvironment(),
    // A database of its own signs with a key of its own, and not with that of the installation that happens to be here.
    ...(DATABASE_URL === undefined ? checkpointPlaces(home, processEnvironment()) : {}),
    DATABASE_URL: DATABASE_URL ?? embeddedDatabaseUrl(home),
    CURSOR_KEY: CURSOR_KEY ?? randomBytes(32).toString('base64'),
    PERSONAL_DATA_KEYS_FILE:
      PERSONAL_DATA_KEYS_FILE ??
      (PERSONAL_DATA_KEYS === undefined && PERSONAL_DATA_KEYS_COMMAND === undefined ? keyFileIn(home) : undefined),
  });
  return { settings, home };
}

/** The installation's folder, whether or not it is there. */
export function homeFolder(chosen = launchSettings().BONGSU_HOME): string {
  return chosen ?? join(projectRoot(), '.bongsu');
}

/** The CURSOR_KEY that the installation has: from the environment, or of the one in BONGSU_HOME; null when there is neither. */
export function cursorKey(): string | null {
  const { CURSOR_KEY, BONGSU_HOME } = launchSettings();
  const file = join(homeFolder(BONGSU_HOME), 'secrets.json');
  return CURSOR_KEY ?? (existsSync(file) ? (readKeptFile(file, z.object({ cursorKey: z.string() }))?.cursorKey ?? null) : null);
}

/** The keys of the installation in this folder, when it has some. */
function keyFileIn(home: string): string | undefined {
  const file = keyFileOf(home);
  return existsSync(file) ? file : undefined;
}

/** Runs `work`; what an operator can put right about the database becomes one sentence. */
export async function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    throw explained(fault) ?? fault;
  }
}

function embeddedDatabaseUrl(home: string): string {
  const [place, secrets] = [join(home, 'database.json'), join(home, 'secrets.json')];
  if (!existsSync(place) || !existsSync(secrets)) {
    throw new PlainFailure(
      `Which database? There is none in ${home}: start Bongsu with \`npm start\`, or set DATABASE_URL, such as postgres://user:password@host:5432/bongsu.`,
    );
  }
  const port = readKeptFile(place, z.object({ port: z.int() }))?.port;
  const password = readKeptFile(secrets, z.object({ runtimePassword: z.string().optional() }))?.runtimePassword;
  return `postgres://${runtimeUser}:${encodeURIComponent(password ?? '')}@127.0.0.1:${String(port)}/${databaseName}`;
}

function explained(fault: unknown): PlainFailure | undefined {
  const { code } = fault as { code?: string };
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return new PlainFailure(`The database does not answer (${code}): start Bongsu with \`npm start\`, or correct DATABASE_URL.`);
    case '28P01':
    case '28000':
      return new PlainFailure('The database refuses this user or password: correct DATABASE_URL.');
    case '3D000':
      return new PlainFailure('The database named in DATABASE_URL does not exist: create it with `createdb`, or correct the name.');
    case '42P01':
      return new PlainFailure('The database has no tables of Bongsu yet: run `npm run bongsu -- migrate`.');
    case '22023':
    case '42704':
      return new PlainFailure(
        'The database has no role for the application yet: run `npm run bongsu -- migrate`, or set DATABASE_ROLE to the one it has.',
      );
    default:
      return undefined;
  }
}
