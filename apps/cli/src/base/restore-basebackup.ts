import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlainFailure } from '../plain-failure';
import { type DatabaseUser, databaseUser } from '../postgres/database-user';
import { type Recovered, recover } from '../postgres/recover';
import { postgresMajor } from '../postgres/embedded-postgres';
import { clusterAt } from '../postgres/control-file';
import { BASE_DATA, type BaseManifest, baseManifestIn } from './basebackup-manifest';
import { contentOf, copyFile, makeFolders } from './copy-folder';
import { restoreCommand } from './wal-archive';
import { type Gap, gapIn } from './wal-gap';

export interface BaseRestore {
  readonly base: string;
  /** Asked in this order for each file of WAL: the archive, and what was saved of the old server's pg_wal. */
  readonly wal: readonly string[];
  /** What was committed up to here, and no more; null: everything. */
  readonly until: string | null;
  /** Whether the restore may end at a file of WAL that is missing, and lose what is in those after it. */
  readonly upToGap?: boolean;
  /** Where the data folder is to be; nothing is there yet. */
  readonly dataDir: string;
  /** Set for the owner: that of the old installation may be lost with it. */
  readonly password: string;
}

export interface Restored extends BaseManifest, Recovered {
  /** What was lacking where it ended although there is more; null when all that is there came back. */
  readonly gap: string | null;
}

/**
 * Copies a base into its new place, comparing every file with what was written when it was taken, and has PostgreSQL replay the WAL on it. It gets
 * its name when it is whole: what is cut half-way leaves nothing that anybody would start.
 */
export async function restoreBase({ base, wal, until, upToGap = false, dataDir, password }: BaseRestore): Promise<Restored> {
  const manifest = baseManifestIn(base);
  if (manifest.major !== postgresMajor)
    throw new PlainFailure(
      `The base is of PostgreSQL ${manifest.major}, and this is ${postgresMajor}: restore it with the version it is of.`,
    );
  const gap = findGap(base, wal, manifest);
  // With a time PostgreSQL itself sees that it did not come that far; before it there may be all that is needed. Without the file that says where a
  // history begins it would follow the one that was left, and come that far in it.
  if (gap !== null && !upToGap && (until === null || gap.endsBefore === null)) throw new PlainFailure(`${gap.told} ${remedy}`);
  const command = restoreCommand(wal, upToGap ? gap?.endsBefore : null);
  const user = databaseUser();
  const building = `${dataDir}.restoring`;
  mkdirSync(dirname(dataDir), { recursive: true });
  rmSync(building, { recursive: true, force: true });
  await copyBack(join(base, BASE_DATA), building, manifest, user);
  const recovery = recover({ dataDir: building, restoreCommand: command, until, password, user });
  const recovered = await recovery.catch((fault: unknown) => {
    throw gap !== null && fault instanceof PlainFailure ? new PlainFailure(`${fault.message}. ${gap.told}`) : fault;
  });
  renameSync(building, dataDir);
  return { ...manifest, ...recovered, gap: upToGap ? (gap?.told ?? null) : null };
}

const remedy =
  'What came after would be lost, and nothing was restored. Put that file back into a folder of --wal, or name the folder that has it as well; ' +
  'with --up-to-gap the restore does without what came after.';

function findGap(base: string, wal: readonly string[], { firstWal, walFileBytes }: BaseManifest): Gap | null {
  const cluster = clusterAt(join(base, BASE_DATA));
  if (cluster === null) throw new PlainFailure(`${base} has no readable control file: take another base.`);
  return gapIn(wal, firstWal, { identifier: cluster.identifier, segmentBytes: walFileBytes });
}

async function copyBack(from: string, to: string, { files }: BaseManifest, user: DatabaseUser | undefined): Promise<void> {
  const { folders } = contentOf(from, () => false);
  makeFolders(to, folders);
  for (const { path, sha256 } of files)
    if ((await copyFile(join(from, path), join(to, path))) !== sha256)
      throw new PlainFailure(`${path} is not what was written when the base was taken. Nothing was restored: take another base.`);
  writeFileSync(join(to, 'recovery.signal'), '', { mode: 0o600, flush: true });
  if (user === undefined) return;
  for (const path of ['.', ...folders, ...files.map(({ path: file }) => file), 'recovery.signal'])
    chownSync(join(to, path), user.uid, user.gid);
}
