import { spawn } from 'node:child_process';
import { PlainFailure } from '../plain-failure';
import type { DatabaseUser } from './database-user';
import { serverEnvironment } from './embedded-postgres';
import { serverBinaries } from './server-binaries';

export interface Recovery {
  /** A copied data folder with `backup_label` and `recovery.signal` in it. */
  readonly dataDir: string;
  readonly restoreCommand: string;
  /** ISO time; null: to the end of what there is. */
  readonly until: string | null;
  /** The owner's from now on. */
  readonly password: string;
  readonly user: DatabaseUser | undefined;
}

export interface Recovered {
  /** When the last thing was committed that is there again, as the server says it; null when the base is all there is. */
  readonly lastCommit: string | null;
}

/**
 * Has PostgreSQL replay the WAL by itself, without a port and without anybody connecting, set the owner's password and end: a server in single-user
 * mode does one after the other, and its exit code says whether it went well. Throws a PlainFailure with the server's own reason.
 */
export function recover({ dataDir, restoreCommand, until, password, user }: Recovery): Promise<Recovered> {
  const settings = {
    restore_command: restoreCommand,
    recovery_target_action: 'promote',
    // Names of zones, and Z is one, are not known yet when it reads this.
    ...(until === null ? {} : { recovery_target_time: until.replace(/Z$/, '+00') }),
    timezone: 'UTC',
    // Nobody reads meanwhile; a single-user server cannot recover with readers anyway.
    hot_standby: 'off',
    // The new history that begins here is noted for the archive, which the server that is started next tells it.
    archive_mode: 'on',
    archive_command: 'false',
    // A statement that fails ends it, and not with 0.
    exit_on_error: 'on',
  };
  const words = ['--single', '-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), 'postgres'];
  const server = spawn(serverBinaries(user).postgres, words, {
    ...user,
    cwd: '/',
    env: serverEnvironment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-100_000)));
  // It may end before it has read what it is to do.
  server.stdin.on('error', () => undefined);
  server.stdin.end(`ALTER ROLE bongsu PASSWORD '${password.replaceAll("'", "''")}';\n`);
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('close', (code) => {
      if (code === 0) resolve({ lastCommit: /last completed transaction was at log time (.+)$/m.exec(log)?.[1] ?? null });
      else reject(new PlainFailure(`PostgreSQL could not restore it: ${reasonIn(log)}`));
    });
  });
}

function reasonIn(log: string): string {
  const lines = log.trim().split('\n');
  return lines.findLast((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
}
