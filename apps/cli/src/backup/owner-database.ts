import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { homeFolder, onDatabase } from '../one-off-settings';
import type { WalWay } from '../base/wal-way';
import { PlainFailure } from '../plain-failure';
import { databaseName, placeHomeDatabase, startHomeDatabase } from '../supervisor/home-database';
import { type HomeFolder, openHomeFolder } from '../supervisor/home-folder';
import { readKeptFile, writeKeptFile } from '../supervisor/kept-file';
import { launchSettings } from '../supervisor/launch-settings';
import { keptSecrets } from '../supervisor/secrets';

/** Runs `work` on the database as its owner: DATABASE_OWNER_URL (or DATABASE_URL), or that of the installation that runs in BONGSU_HOME. */
export function ownerDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  return onDatabase(() => work(given() ?? ofRunningHome()));
}

/** The same for one that is filled anew: without an address, the PostgreSQL of BONGSU_HOME is started for it, and ended. */
export function emptyOwnerDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  return onDatabase(async () => {
    const url = given();
    if (url !== undefined) return work(url);
    return onHome(emptyHome(), work);
  });
}

/**
 * A new home whose data folder `fill` makes; then `work` runs on its PostgreSQL, started for it and ended. What is written meanwhile is archived by
 * whoever starts it next with an archive, so that the WAL leads on from before the restore.
 */
export function refilledHome<T>(fill: (dataDir: string, password: string) => Promise<void>, work: (url: string) => Promise<T>): Promise<T> {
  return onDatabase(async () => {
    const home = emptyHome();
    await placeHomeDatabase(home, (dataDir) => fill(dataDir, keptSecrets(home.path).databasePassword));
    return onHome(home, work, 'later');
  });
}

function emptyHome(): HomeFolder {
  const home = openHomeFolder(launchSettings().BONGSU_HOME);
  if (existsSync(join(home.path, 'database.json')))
    throw new PlainFailure(
      `${home.path} has a database already, and a restore never overwrites: set BONGSU_HOME to a new folder, with the keys' file in it.`,
    );
  return home;
}

async function onHome<T>(home: HomeFolder, work: (url: string) => Promise<T>, wal: WalWay = 'nowhere'): Promise<T> {
  const secrets = keptSecrets(home.path);
  const events = { onStarted: () => undefined, onCrash: () => undefined };
  const database = await startHomeDatabase(home, secrets.databasePassword, events, wal);
  try {
    const done = await work(database.url);
    // No cursor of before may be read: positions are given anew from here on.
    writeKeptFile(join(home.path, 'secrets.json'), { ...secrets, cursorKey: randomBytes(32).toString('base64') });
    return done;
  } finally {
    await database.stop();
  }
}

function given(): string | undefined {
  const { DATABASE_OWNER_URL, DATABASE_URL } = launchSettings();
  return DATABASE_OWNER_URL ?? DATABASE_URL;
}

function ofRunningHome(): string {
  const home = homeFolder();
  const port = readKeptFile(join(home, 'database.json'), z.object({ port: z.int() }))?.port;
  const password = readKeptFile(join(home, 'secrets.json'), z.object({ databasePassword: z.string() }))?.databasePassword;
  if (port === undefined || password === undefined)
    throw new PlainFailure(`Which database? There is none in ${home}: start Bongsu with \`npm start\`, or set DATABASE_OWNER_URL.`);
  return `postgres://bongsu:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${databaseName}`;
}
