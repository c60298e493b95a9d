import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { systemClock } from '@bongsu/kernel';
import type { Ground } from './ground/ground';

const GB = 1024 ** 3;
/** statfs type of a file system that lives in memory (linux/magic.h). */
const TMPFS = 0x01021994;

/** Where and when: without it a figure says nothing. */
export async function describeMachine(ground: Ground): Promise<string[]> {
  const [server] = await ground.databases.run<{ version: string }>(
    await ground.databases.empty('header'),
    "SELECT current_setting('server_version') AS version",
  );
  const disk = statfsSync(ground.folder).type === TMPFS ? 'in memory (a durable write costs nothing here: figures flatter)' : 'on disk';
  return [
    `Bongsu bench, ${systemClock.now()}`,
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / GB).toFixed(1)} GB, ${process.platform} ${process.arch}`,
    `Node ${process.versions.node}, PostgreSQL ${server?.version.split(' ')[0] ?? '?'} (embedded, fsync on), its data ${disk}, ${ground.redisVersion === null ? 'no Redis (redis-server is not on PATH)' : `Redis ${ground.redisVersion} (append-only file)`}`,
  ];
}

/** A sentence of warning when others use the machine; null when it is quiet. */
export function busyness(): string | null {
  const [load = 0] = loadavg();
  if (load < 0.75 * availableParallelism()) return null;
  return `This machine is busy (load ${load.toFixed(1)} on ${availableParallelism()} cores): the figures will be worse than it can do.`;
}
