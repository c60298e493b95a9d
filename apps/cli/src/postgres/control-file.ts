import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

export const CONTROL = join('global', 'pg_control');

/** Whose files these are. */
export interface Cluster {
  /** Given by initdb; everything that is copied or restored from it has the same one. */
  readonly identifier: string;
  /** The history that it writes: each restore begins a new one. */
  readonly timeline: number;
}

/** What `global/pg_control` of a data folder says; the places are those of PostgreSQL 18 on a little-endian machine. Null when it cannot be read. */
export function clusterAt(dataFolder: string): Cluster | null {
  const bytes = Buffer.alloc(52);
  try {
    const file = openSync(join(dataFolder, CONTROL), 'r');
    const read = readSync(file, bytes, 0, bytes.length, 0);
    closeSync(file);
    if (read < bytes.length) return null;
  } catch {
    return null;
  }
  return { identifier: bytes.readBigUInt64LE(0).toString(), timeline: bytes.readUInt32LE(48) };
}
