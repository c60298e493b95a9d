import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PlainFailure } from '../plain-failure';

/** The account that PostgreSQL runs as. `undefined` is whoever started us: PostgreSQL refuses root only. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

const name = 'postgres';

/** As root, the system account `postgres` (created when there is none); otherwise nobody else. */
export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lookUp();
  if (existing) return existing;
  try {
    execFileSync('groupadd', ['--system', name], { stdio: 'ignore' });
    execFileSync('useradd', ['--system', '--no-create-home', '--gid', name, '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  } catch {
    // Looked up once more below: another process may have created it at the same moment.
  }
  const created = lookUp();
  if (!created) {
    throw new PlainFailure(
      'PostgreSQL refuses to run as root and no account named "postgres" could be created: run as another user, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return created;
}

function lookUp(): DatabaseUser | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** The topmost folder on the way to `path`, itself included, that `user` may not enter; `undefined` when the way is open. */
export function closedFolder(path: string, user: DatabaseUser | undefined): string | undefined {
  if (!user) return undefined;
  const way: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    way.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return way.find((folder) => !mayEnter(folder, user));
}

function mayEnter(folder: string, user: DatabaseUser): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return true;
  if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
  if (stat.gid === user.gid) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}
