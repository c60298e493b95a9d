import { chownSync, mkdirSync } from 'node:fs';
import { PlainFailure } from '../plain-failure';
import { closedFolder, databaseUser } from '../postgres/database-user';

/** A minute is promised: what is left of it is for closing a file, compressing it and copying it. */
export const archiveEverySeconds = 45;

/** Names go into a shell's command unquoted by anybody but us: nothing in them may mean something to it, or to PostgreSQL (%). */
const plainPath = /^\/[\w./-]+$/;

export function refuseUnlessPlain(folder: string): void {
  if (process.platform === 'win32')
    throw new PlainFailure('WAL is archived on Linux and macOS alone: on Windows use a PostgreSQL of your own, and its tools.');
  if (!plainPath.test(folder))
    throw new PlainFailure(
      `${folder}: the folder of WAL must be a whole path of letters, digits and . _ - alone, such as /archive/bongsu.`,
    );
}

/** Makes the folder if need be, so that PostgreSQL may write into it and nobody else reads it. */
export function openArchive(folder: string): void {
  refuseUnlessPlain(folder);
  const user = databaseUser();
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined && user !== undefined) chownSync(folder, user.uid, user.gid);
  const closed = closedFolder(folder, user);
  if (closed !== undefined)
    throw new PlainFailure(`PostgreSQL's account "postgres" may not enter ${closed}: choose another BONGSU_WAL_ARCHIVE_DIR, or open it.`);
}

/** Settings of a server that copies every full file of WAL there, and one that is not full after `everySeconds` in which something was written. */
export function archiving(folder: string, everySeconds = archiveEverySeconds): Record<string, string> {
  return { archive_mode: 'on', archive_command: archiveCommand(folder), archive_timeout: `${String(everySeconds)}s` };
}

/**
 * What PostgreSQL runs for each file. Written beside its place, forced to disk, then moved there: what has its name is whole. A file that is there
 * is never replaced: the same again (PostgreSQL asks again after a crash) is well, another one under its name is a fault that it is told of for ever.
 */
export function archiveCommand(folder: string): string {
  refuseUnlessPlain(folder);
  const [file, partial] = [`${folder}/%f.gz`, `${folder}/%f.gz.partial`];
  return (
    `if [ -e ${file} ]; then gzip -dc ${file} | cmp -s - %p; ` +
    `else gzip -1c %p > ${partial} && sync ${partial} && mv ${partial} ${file} && sync ${folder}; fi`
  );
}

/**
 * What PostgreSQL runs for each file that it wants back: from the first folder that has it, an archive of ours or a `pg_wal` that was saved. A file
 * that nobody has ends the recovery; one that is there and cannot be read (exit code 255) must not look like that.
 */
export function restoreCommand(folders: readonly string[]): string {
  for (const folder of folders) refuseUnlessPlain(folder);
  const tries = folders.map(
    (folder) =>
      `if [ -e ${folder}/%f.gz ]; then gzip -dc ${folder}/%f.gz > %p || exit 255; exit 0; fi; ` +
      `if [ -e ${folder}/%f ]; then cp ${folder}/%f %p || exit 255; exit 0; fi; `,
  );
  return `${tries.join('')}exit 1`;
}
