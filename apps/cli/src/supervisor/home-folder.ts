import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';

/** The installation's own folder. */
export interface HomeFolder {
  readonly path: string;
  /** Whether BONGSU_HOME named it. */
  readonly chosen: boolean;
}

/** Makes sure that the folder is there and can be written. Throws a PlainFailure that says what is in the way. */
export function openHomeFolder(chosen: string | undefined): HomeFolder {
  const path = chosen ? resolve(chosen) : join(projectRoot(), '.bongsu');
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 });
    const probe = join(path, `.probe-${String(process.pid)}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (fault) {
    throw new PlainFailure(
      `Bongsu cannot keep its data in ${path} (${reason(fault)}): set BONGSU_HOME to a folder that you may write, such as BONGSU_HOME=$HOME/bongsu.`,
    );
  }
  // Secrets inside have their own mode 0600; the database's account must get through.
  if (process.getuid?.() === 0) chmodSync(path, statSync(path).mode | 0o011);
  return { path, chosen: chosen !== undefined };
}

function reason(fault: unknown): string {
  switch ((fault as NodeJS.ErrnoException).code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in its place';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to write there';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    default:
      return fault instanceof Error ? fault.message : String(fault);
  }
}
