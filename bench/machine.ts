import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { projectRoot } from '../apps/cli/src/project-root';
import { systemClock } from '@bongsu/kernel';
import type { Ground } from './ground/ground';
import type { Circumstances } from './record';

const GB = 1024 ** 3;
/** statfs type of a file system that lives in memory (linux/magic.h). */
const TMPFS = 0x01021994;

/** Load average of the last minute; asked for before anything is started. */
export const loadNow = (): number => loadavg()[0] ?? 0;

/** Where and when: without it a figure says nothing. */
export async function circumstances(ground: Ground, loadAtStart: number): Promise<Circumstances> {
  const [server] = await ground.databases.run<{ version: string }>(
    await ground.databases.empty('header'),
    "SELECT current_setting('server_version') AS version",
  );
  return {
    at: systemClock.now(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Number((totalmem() / GB).toFixed(1)),
    kernel: release(),
    node: process.versions.node,
    postgres: server?.version.split(' ')[0] ?? 'of unknown version',
    redis: ground.redisVersion,
    disk: statfsSync(ground.folder).type === TMPFS ? 'in memory: a durable write costs nothing here, figures flatter' : 'on disk',
    loadAtStart: Number(loadAtStart.toFixed(2)),
    commit: commit(),
  };
}

/** The same in words, for who waits. */
export const described = (of: Circumstances): string[] => [
  `Bongsu bench, ${of.at}, commit ${of.commit}`,
  `${of.cores} cores (${of.cpu}), ${of.memoryGb} GB, kernel ${of.kernel}, load ${of.loadAtStart} when it began`,
  `Node ${of.node}, PostgreSQL ${of.postgres} (embedded, fsync on), its data ${of.disk}, ${of.redis === null ? 'no Redis (redis-server is not on PATH)' : `Redis ${of.redis} (append-only file)`}`,
];

/** A sentence of warning when others use the machine; null when it is quiet. */
export function busyness(load: number): string | null {
  if (load < 0.75 * availableParallelism()) return null;
  return `This machine is busy (load ${load.toFixed(1)} on ${availableParallelism()} cores): the figures will be worse than it can do.`;
}

/** `+` behind it: the source was changed since. Unknown outside a clone. */
function commit(): string {
  const git = (...words: string[]): string | null => {
    const { status, stdout } = spawnSync('git', words, { cwd: projectRoot(), encoding: 'utf8' });
    return status === 0 ? stdout.trim() : null;
  };
  const short = git('rev-parse', '--short', 'HEAD');
  if (short === null) return 'unknown';
  return git('status', '--porcelain', '--untracked-files=no', '--', 'libs', 'apps', 'bench') === '' ? short : `${short}+`;
}
