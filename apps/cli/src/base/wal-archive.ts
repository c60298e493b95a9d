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
 * What PostgreSQL runs for each file. It answers well only when a file of that name is in the archive, holds the same and is forced to disk, however
 * it came there: written now beside its place and linked there (moved, where the disk knows no links), or whole already when the server asks again
 * after a crash. What a kill left half-written has another name and is removed. A file that is there is never replaced: another one under its name
 * is a fault that the server is told of for ever.
 */
export function archiveCommand(folder: string): string {
  refuseUnlessPlain(folder);
  const file = `${folder}/%f.gz`;
  // The shell's own number: one that outlived its server does not write into what the next one writes.
  const partial = `${file}.$$.partial`;
  return (
    `if [ ! -e ${file} ]; then rm -f ${file}.*partial; ` +
    `gzip -1c %p > ${partial} && sync ${partial} && { ln ${partial} ${file} 2> /dev/null || mv -n ${partial} ${file}; }; rm -f ${partial}; fi; ` +
    // cmp hears nothing of an end that does not fit; gzip -t does.
    `gzip -t ${file} && gzip -dc ${file} | cmp -s - %p && sync ${file} && sync ${folder}`
  );
}

/**
 * What PostgreSQL runs for each file that it wants back: from the first folder that has it, an archive of ours or a `pg_wal` that was saved. A file
 * that nobody has ends the recovery; one that is there and cannot be read (exit code 255) must not look like that. `endsBefore`: the file of WAL
 * that is not asked for, nor one of the same place in another history.
 */
export function restoreCommand(folders: readonly string[], endsBefore: string | null = null): string {
  for (const folder of folders) refuseUnlessPlain(folder);
  const end = endsBefore === null ? '' : `case %f in ????????${endsBefore.slice(8)}) exit 1;; esac; `;
  const tries = folders.map(
    (folder) =>
      `if [ -e ${folder}/%f.gz ]; then gzip -dc ${folder}/%f.gz > %p || exit 255; exit 0; fi; ` +
      `if [ -e ${folder}/%f ]; then cp ${folder}/%f %p || exit 255; exit 0; fi; `,
  );
  return `${end}${tries.join('')}exit 1`;
}
