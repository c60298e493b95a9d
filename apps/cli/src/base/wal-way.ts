import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from '../plain-failure';
import { CONTROL, clusterAt } from '../postgres/control-file';
import { claim, refuseUnlessOwn } from './archive-owner';
import { archiving, openArchive } from './wal-archive';

/** Where a server's WAL goes: into a folder outside, nowhere, or nowhere for now though none of it is to be lacking where it goes later. */
export type WalWay = { readonly archive: string } | 'nowhere' | 'later';

export function walSettings(way: WalWay): Readonly<Record<string, string>> {
  switch (way) {
    case 'nowhere':
      return {};
    case 'later':
      // With no command the server keeps every file until it is told where they go.
      return { archive_mode: 'on', archive_command: '' };
    default:
      return archiving(way.archive);
  }
}

/**
 * Before the server starts, so that not one file goes where it does not belong. A database that is still to be made claims its archive once it is,
 * with `claimArchive`. Throws a PlainFailure.
 */
export function openOwnArchive(way: WalWay, dataDir: string): void {
  if (typeof way !== 'object') return;
  openArchive(way.archive);
  if (existsSync(dataDir)) claimArchive(way, dataDir);
  else refuseUnlessOwn(way.archive, null, dataDir);
}

export function claimArchive(way: WalWay, dataDir: string): void {
  if (typeof way !== 'object') return;
  const cluster = clusterAt(dataDir);
  if (cluster === null)
    throw new PlainFailure(`${join(dataDir, CONTROL)} cannot be read: start Bongsu as root, or as the account that made it.`);
  claim(way.archive, cluster, dataDir);
}
