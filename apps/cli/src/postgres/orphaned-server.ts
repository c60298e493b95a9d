import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { PlainFailure } from '../plain-failure';
import { databaseUser } from './database-user';
import { serverBinaries } from './server-binaries';

/**
 * Clears the way after a start that was killed: a server still running on our data folder is stopped, a stale pid file is removed.
 * A process that merely has the number in the pid file is left alone.
 */
export function stopOrphanedServer(dataDir: string): void {
  const pidFile = `${dataDir}/postmaster.pid`;
  if (!existsSync(pidFile)) return;
  const [pid = '', folder = ''] = readFileSync(pidFile, 'utf8').split('\n');
  if (folder !== dataDir || !isServerOn(Number(pid), dataDir)) {
    rmSync(pidFile, { force: true });
    return;
  }
  const user = databaseUser();
  const options = ['stop', '--pgdata', dataDir, '--mode', 'fast', '--timeout', '30'];
  spawnSync(serverBinaries(user).pgCtl, options, { ...user, cwd: '/', stdio: 'ignore' });
  // Asked of the process, not of pg_ctl, which also fails when the server ended by itself in between.
  if (isServerOn(Number(pid), dataDir)) {
    throw new PlainFailure(
      `A PostgreSQL left over from an earlier start (process ${pid}) does not end: stop it by hand, then start again.`,
    );
  }
  rmSync(pidFile, { force: true });
}

function isServerOn(pid: number, dataDir: string): boolean {
  const words = commandLine(pid);
  return words !== undefined && /postgres/.test(words) && words.includes(dataDir);
}

/** How the process was started; `undefined` when there is none. */
function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux')
      return (
        readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
          .replaceAll('\0', ' ')
          .trim() || undefined
      );
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
