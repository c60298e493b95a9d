import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';
import { syncFolder } from '../sync-folder';
import type { Cluster } from '../postgres/control-file';
import { isSameHistory } from './same-history';
import { timelineOf } from './wal-histories';
import { identifierIn } from './wal-segment';

/** Says in an archive of WAL whose it is. */
export const ARCHIVE_OWNER = 'archive-of.json';
const ownerSchema = z.strictObject({ format: z.literal(1), systemIdentifier: z.string() });

/**
 * Refuses an archive in which a database would not find its place: one of another database, or of the same one that was restored and writes a history
 * there of which this one knows nothing. Its files would be taken for those of the other, or the other's for its own. `cluster`: null when the
 * database is still to be made. Throws a PlainFailure.
 */
export function refuseUnlessOwn(archive: string, cluster: Cluster | null, dataDir: string): void {
  const owner = ownerOf(archive);
  if (owner === null) return;
  if (owner !== cluster?.identifier)
    throw new PlainFailure(
      `${archive} holds the WAL of another database${cluster === null ? ' than the one that begins here' : ''}: give this one a BONGSU_WAL_ARCHIVE_DIR of its own, empty, and take a base. ` +
        'Was the other one lost, bring it back first: bongsu restore --base <folder> --wal <folder>.',
    );
  const newest = readdirSync(archive).reduce((highest, name) => Math.max(highest, timelineOf(name)), cluster.timeline);
  if (newest !== cluster.timeline || !isSameHistory(cluster, archive, join(dataDir, 'pg_wal')))
    throw new PlainFailure(
      `${archive} holds WAL that the database in ${dataDir} did not write (history ${String(newest)}): another one, restored or copied from it, archives there. ` +
        'Use one of the two alone. Shall it be this one, give it a BONGSU_WAL_ARCHIVE_DIR of its own, empty, and take a base.',
    );
}

/** Refuses as refuseUnlessOwn does, and writes down whose the archive is from now on. */
export function claim(archive: string, cluster: Cluster, dataDir: string): void {
  refuseUnlessOwn(archive, cluster, dataDir);
  try {
    const owner = { format: 1, systemIdentifier: cluster.identifier } satisfies z.infer<typeof ownerSchema>;
    writeFileSync(join(archive, ARCHIVE_OWNER), `${JSON.stringify(owner)}\n`, { flag: 'wx', mode: 0o600, flush: true });
    syncFolder(archive);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    // Claimed before, or by another that started at the same moment.
    refuseUnlessOwn(archive, cluster, dataDir);
  }
}

/** As is written down; in an archive that nobody claimed, as its files say. Null when there is nothing in it yet. */
function ownerOf(archive: string): string | null {
  const path = join(archive, ARCHIVE_OWNER);
  if (existsSync(path)) return ownerIn(path);
  const newest = readdirSync(archive)
    .filter((name) => /^[0-9A-F]{24}\.gz$/.test(name))
    .sort()
    .at(-1);
  return newest === undefined ? null : (identifierIn(join(archive, newest)) ?? 'unknown');
}

function ownerIn(path: string): string {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).systemIdentifier;
  } catch {
    throw new PlainFailure(
      `${path} cannot be read as what Bongsu wrote there: remove it when the archive is of this database, and start again.`,
    );
  }
}
