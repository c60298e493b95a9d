import { spawnSync } from 'node:child_process';
import { until } from '../wait';

/** Processes that this one has started and that still run. */
export function childrenOf(pid: number): number[] {
  const { stdout, pid: listing } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0 && child !== listing);
}

/** Ends every process that we have started: asked first, so that PostgreSQL takes its own with it; killed when it does not leave. */
export async function endChildren(withinMs = 5_000): Promise<void> {
  for (const pid of childrenOf(process.pid)) tell(pid, 'SIGINT');
  await until('every child is gone', withinMs, () => childrenOf(process.pid).length === 0).catch(() => undefined);
  for (const pid of childrenOf(process.pid)) tell(pid, 'SIGKILL');
}

/** A process may end in the moment between being listed and being told. */
export function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
