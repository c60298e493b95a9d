import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Cluster } from '../postgres/control-file';
import { historyName } from './wal-histories';
import { nameOf, placeOf, segmentNamed, stateOf } from './wal-segment';

/**
 * Whether an archive's newest history of this number can have been written by this server: `wal` is its pg_wal. Two restores of one base, each without
 * the other's WAL, number their histories alike, and a data folder that was copied back from before has written less than it archived.
 */
export function isSameHistory(cluster: Cluster, archive: string, wal: string): boolean {
  if (differ(historyName(cluster.timeline), archive, wal)) return false;
  const archived = newestOf(cluster.timeline, readdirSync(archive))?.slice(0, 24);
  if (archived === undefined) return true;
  const written = furthest(cluster, wal);
  // It keeps the last one that it finished until it has written on.
  return written !== null && written >= archived && !differ(archived, archive, wal);
}

/** The last file that the server wrote into: what it has in store under later names holds something older. */
function furthest({ identifier, timeline }: Cluster, wal: string): string | null {
  const names = readdirSync(wal).filter((name) => newestOf(timeline, [name]) !== undefined);
  return (
    names
      .sort()
      .reverse()
      .find((name) => {
        const segmentBytes = statSync(join(wal, name)).size;
        const segment = segmentBytes === 0 ? null : segmentNamed(name, segmentBytes);
        return (
          segment !== null && nameOf(segment, segmentBytes) === name && stateOf(segment, [wal], { identifier, segmentBytes }) === 'whole'
        );
      }) ?? null
  );
}

function newestOf(timeline: number, names: readonly string[]): string | undefined {
  const start = historyName(timeline).slice(0, 8);
  return names
    .filter((name) => name.startsWith(start) && /^[0-9A-F]{24}(\.gz)?$/.test(name))
    .sort()
    .at(-1);
}

/** Both have it, and it is not the same. One that is damaged says nothing of whose it is. */
function differ(name: string, archive: string, wal: string): boolean {
  const [there, own] = [placeOf(name, [archive]), placeOf(name, [wal])];
  if (there === null || own === null) return false;
  try {
    const content = readFileSync(there);
    return !readFileSync(own).equals(there.endsWith('.gz') ? gunzipSync(content) : content);
  } catch {
    return false;
  }
}
