import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import { freePort, isFree } from '../free-port';
import { PlainFailure } from '../plain-failure';
import { type WalWay, claimArchive, openOwnArchive, walSettings } from '../base/wal-way';
import { closedFolder, databaseUser } from '../postgres/database-user';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../postgres/embedded-postgres';
import { stopOrphanedServer } from '../postgres/orphaned-server';
import { openFolder } from '../postgres/server-binaries';
import type { HomeFolder } from './home-folder';
import { readKeptFile, writeKeptFile } from './kept-file';

/** `dataDir` is relative to the home folder when it lies inside, so that the folder can be moved. */
const placeSchema = z.object({ port: z.number().int(), dataDir: z.string() });
type Place = z.infer<typeof placeSchema>;

export const databaseName = 'bongsu';

export interface HomeDatabase {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export interface HomeDatabaseEvents {
  /** Told each server process at once, for whoever guards it. */
  readonly onStarted: (pid: number) => void;
  /** The server ended by itself; it is started again. */
  readonly onCrash: (what: string) => void;
}

/** Starts the installation's own PostgreSQL on the port it had last time, or another when that is taken; makes the database once. */
export async function startHomeDatabase(
  home: HomeFolder,
  password: string,
  events: HomeDatabaseEvents,
  wal: WalWay = 'nowhere',
): Promise<HomeDatabase> {
  const file = placeFile(home);
  const kept = readKeptFile(file, placeSchema);
  const dataDir = kept ? resolve(home.path, kept.dataDir) : choosePlace(home);
  if (kept) requireThere(dataDir, file);
  refuseClosed(dataDir);
  stopOrphanedServer(dataDir);
  const port = kept && (await isFree(kept.port, '127.0.0.1')) ? kept.port : await freePort();
  openOwnArchive(wal, dataDir);
  const settings = { max_connections: '200', ...walSettings(wal) };
  const start = (): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({ dataDir, port, user: 'bongsu', password, settings, onStarted: events.onStarted });
  const server = await start();
  // Once the cluster is made, and not before: whatever is written here must be found again.
  writeKeptFile(file, { port, dataDir: inHome(home, dataDir) } satisfies Place);
  try {
    claimArchive(wal, dataDir);
    await ensureDatabase(server);
  } catch (fault) {
    await server.stop();
    throw fault;
  }
  const again = async (): Promise<EmbeddedPostgres> => {
    requireThere(dataDir, file);
    return start();
  };
  return { url: server.url(databaseName), port, dataDir, stop: keepRunning(server, again, events) };
}

/** Gives a home without a database the one that `make` puts there; the home knows of it when it is whole. */
export async function placeHomeDatabase(home: HomeFolder, make: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = choosePlace(home);
  refuseClosed(dataDir);
  await make(dataDir);
  writeKeptFile(placeFile(home), { port: await freePort(), dataDir: inHome(home, dataDir) } satisfies Place);
}

const placeFile = (home: HomeFolder): string => join(home.path, 'database.json');

const longestPauseMs = 30_000;

/** Starts the server again when it ends unasked (killed for memory, for example), however often. Returns how to stop it for good. */
function keepRunning(first: EmbeddedPostgres, start: () => Promise<EmbeddedPostgres>, events: HomeDatabaseEvents): () => Promise<void> {
  const stopping = new AbortController();
  const watching = watch(first);

  async function watch(server: EmbeddedPostgres): Promise<EmbeddedPostgres | undefined> {
    for (let current = server; ;) {
      await Promise.race([current.ended, aborted(stopping.signal)]);
      if (stopping.signal.aborted) return current;
      events.onCrash('has ended; starts again');
      const again = await startAgain();
      if (!again) return undefined;
      current = again;
    }
  }

  async function startAgain(): Promise<EmbeddedPostgres | undefined> {
    for (let pauseMs = 1_000; !stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await Promise.race([delay(pauseMs), aborted(stopping.signal)]);
      if (stopping.signal.aborted) break;
      try {
        return await start();
      } catch (fault) {
        events.onCrash(`does not start: ${fault instanceof Error ? fault.message : String(fault)}`);
      }
    }
    return undefined;
  }

  return async () => {
    stopping.abort();
    await (await watching)?.stop();
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
}

/**
 * Below the home folder, unless root's project lies behind a folder that PostgreSQL's account may not enter and nobody chose the place:
 * then in a folder of its own that is open.
 */
function choosePlace(home: HomeFolder): string {
  const inside = join(home.path, 'postgres');
  if (home.chosen || !closedFolder(home.path, databaseUser())) return inside;
  const outside = join(openFolder, randomBytes(6).toString('hex'));
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  return join(outside, 'postgres');
}

function inHome(home: HomeFolder, dataDir: string): string {
  const path = relative(home.path, dataDir);
  return path.startsWith('..') || isAbsolute(path) ? dataDir : path;
}

/** An empty world in place of the one that is missed would look like a loss of everything. */
function requireThere(dataDir: string, file: string): void {
  if (existsSync(dataDir)) return;
  throw new PlainFailure(
    `The database of this installation is not at ${dataDir}, where ${file} says it is: put that folder back, or correct dataDir in that file.`,
  );
}

function refuseClosed(dataDir: string): void {
  const closed = closedFolder(join(dataDir, '..'), databaseUser());
  if (closed === undefined) return;
  throw new PlainFailure(
    `As root, PostgreSQL runs under the account "postgres", which may not enter ${closed}: set BONGSU_HOME to an open folder such as /var/lib/bongsu/home, or allow it with \`chmod o+x ${closed}\`.`,
  );
}

async function ensureDatabase(server: EmbeddedPostgres): Promise<void> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
