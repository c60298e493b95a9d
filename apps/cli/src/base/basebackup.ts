import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemClock } from '@bongsu/kernel';
import { Client } from 'pg';
import { PlainFailure } from '../plain-failure';
import { CONTROL, clusterAt } from '../postgres/control-file';
import { BASE_DATA, BASE_MANIFEST, type BaseManifest } from './basebackup-manifest';
import { contentOf, copyFile, makeFolders } from './copy-folder';

/** Folders that the server fills anew when it starts, and what is true of the running one alone; as PostgreSQL's own pg_basebackup leaves out. */
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const ofTheRunning = new Set(['postmaster.pid', 'postmaster.opts']);
/** The archive is told of the last file within a few seconds, or not at all. */
const ARCHIVED_WITHIN_MS = 120_000;

interface Server {
  readonly folder: string;
  readonly major: string;
  readonly archives: boolean;
  readonly others: string;
  readonly identifier: string;
  readonly walFileBytes: number;
}

/**
 * Copies the files of the running server into a new folder, between pg_backup_start and pg_backup_stop, while the house goes on. What it writes
 * meanwhile, and after, is in the archive of WAL: a base without one is of no use. The server is the embedded one, or one of the same build on
 * this machine: its files are read as files.
 */
export async function takeBase(ownerUrl: string, folder: string): Promise<BaseManifest> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'bongsu backup', options: '-c statement_timeout=0' });
  await client.connect();
  try {
    const server = await refuseUnlessFit(client);
    makeNew(folder);
    const takenAt = systemClock.now();
    // Dies with the session: a backup that was cut leaves nothing behind in the server.
    await client.query('SELECT pg_backup_start($1, true)', ['bongsu']);
    const files = await copyData(server.folder, join(folder, BASE_DATA));
    await client.query(`SET statement_timeout = ${String(ARCHIVED_WITHIN_MS)}`);
    const label = await stopBackup(client);
    writeFileSync(join(folder, BASE_DATA, 'backup_label'), label, { mode: 0o600, flush: true });
    const firstWal = /^START WAL LOCATION: .*\(file (\w+)\)$/m.exec(label)?.[1] ?? '';
    // Without its label a base would be taken for whole where it is torn.
    const all = [...files, { path: 'backup_label', sha256: createHash('sha256').update(label).digest('hex') }];
    const { major, walFileBytes } = server;
    const manifest: BaseManifest = { format: 1, takenAt, major, firstWal, walFileBytes, files: all };
    writeFileSync(join(folder, BASE_MANIFEST), `${JSON.stringify(manifest)}\n`, { mode: 0o600, flush: true });
    return manifest;
  } finally {
    await client.end();
  }
}

/** A base lies in a folder of its own, or parts of another would pass for it. */
function makeNew(folder: string): void {
  if (existsSync(folder)) throw new PlainFailure(`${folder} is there already: choose another name.`);
  if (!existsSync(dirname(folder))) throw new PlainFailure(`There is no folder ${dirname(folder)}: make it first.`);
  mkdirSync(folder, { mode: 0o700 });
}

async function refuseUnlessFit(client: Client): Promise<Server> {
  const { rows } = await client.query<Server>(`
    SELECT current_setting('data_directory') AS folder, (current_setting('server_version_num')::int / 10000)::text AS major,
           current_setting('archive_mode') <> 'off' AS archives, (SELECT system_identifier::text FROM pg_control_system()) AS identifier,
           pg_size_bytes(current_setting('wal_segment_size'))::int AS "walFileBytes",
           (SELECT count(*)::text FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')) AS others`);
  const [server] = rows;
  if (server === undefined) throw new Error('the server says nothing of itself');
  if (!server.archives)
    throw new PlainFailure(
      'This server archives no WAL, and a base without WAL cannot be restored: set BONGSU_WAL_ARCHIVE_DIR and start Bongsu again.',
    );
  if (server.others !== '0') throw new PlainFailure('This server has tablespaces of its own: back it up with pgBackRest or WAL-G.');
  if (clusterAt(server.folder)?.identifier !== server.identifier)
    throw new PlainFailure(
      `The files of that server are not here at ${server.folder}: run this beside it, as root or as the account it runs as.`,
    );
  return server;
}

async function copyData(from: string, to: string): Promise<BaseManifest['files']> {
  const { folders, files } = contentOf(from, isLeftOut);
  makeFolders(to, folders);
  const copied: BaseManifest['files'] = [];
  // Read last, so that nothing that was copied is newer than it says.
  for (const path of [...files.filter((file) => file !== CONTROL), CONTROL]) {
    const sha256 = await copyFile(join(from, path), join(to, path));
    // What was dropped meanwhile is dropped again by the WAL.
    if (sha256 !== null) copied.push({ path, sha256 });
  }
  return copied;
}

function isLeftOut(path: string): boolean {
  return emptied.has(dirname(path)) || ofTheRunning.has(path) || /^pgsql_tmp|^pg_internal\.init/.test(basename(path));
}

async function stopBackup(client: Client): Promise<string> {
  try {
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(true)');
    return rows[0]?.labelfile ?? '';
  } catch (fault) {
    if ((fault as { code?: string }).code !== '57014') throw fault;
    throw new PlainFailure('The archive does not take the WAL (is its disk full?): the base is unfinished. See the log of PostgreSQL.');
  }
}
