import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Entry } from '@bongsu/kernel';
import { type Cut, type SealedEntry, canonical, sealOf } from '@bongsu/platform';
import { PlainFailure } from '../plain-failure';
import { sha256OfFile } from '../sha256-of-file';
import { syncFolder } from '../sync-folder';
import { type ArchiveManifest, fileOf, notWritten } from './archive-manifest';

/** One line of an archive: an entry with its place in the chain, canonical (RFC 8785). */
export function lineOf({ position, entry, seal, way }: SealedEntry): string {
  const salt = way.version === 2 ? way.salt.toString('hex') : null;
  return canonical({ position, entry, seal: seal.toString('hex'), version: way.version, salt });
}

/** Writes them under a name that says it is unfinished, and gives it its own name when it is on the disk. Throws a PlainFailure when the disk is full. */
export async function writeArchive(entries: AsyncIterable<SealedEntry>, folder: string, part: string): Promise<void> {
  const path = join(folder, fileOf(part));
  const unfinished = `${path}.unfinished`;
  let unread: unknown;
  async function* lines(): AsyncGenerator<string> {
    try {
      for await (const entry of entries) yield `${lineOf(entry)}\n`;
    } catch (fault) {
      unread = fault;
      throw fault;
    }
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(unfinished, { mode: 0o600, flush: true }));
    // The same entries give the same bytes; others under this name are another installation's.
    if (existsSync(path) && (await sha256OfFile(path)) !== (await sha256OfFile(unfinished)))
      throw new PlainFailure(`${path} is there already and holds other entries: give a folder of this installation's own.`);
    await rename(unfinished, path);
    syncFolder(folder);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw fault === unread || fault instanceof PlainFailure ? fault : notWritten(path, fault);
  }
}

/** The lines of an archive, one after the other. Throws a PlainFailure with exit code 2 when it cannot be read. */
export async function* linesIn(folder: string, part: string): AsyncGenerator<string> {
  const path = join(folder, fileOf(part));
  const text = createGunzip().setEncoding('utf8');
  // Without this nobody would hear that the file cannot be read.
  const file = createReadStream(path).on('error', (fault) => text.destroy(fault));
  let rest = '';
  try {
    for await (const chunk of file.pipe(text) as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (fault) {
    throw unreadable(path, fault);
  } finally {
    file.destroy();
  }
  if (rest !== '') yield rest;
}

function unreadable(path: string, fault: unknown): PlainFailure {
  return new PlainFailure(`${path} cannot be read (${fault instanceof Error ? fault.message : String(fault)}).`, 2);
}

/**
 * Recomputes every seal of an archive that begins where `from` says. Answers the seals of its positions, 32 bytes each, in order. Throws a PlainFailure
 * that names what does not fit.
 */
export async function verifiedSeals(folder: string, manifest: ArchiveManifest, from: Pick<Cut, 'position' | 'seal'>): Promise<Buffer> {
  const { part, sha256, entries, last } = manifest;
  const unfit = (what: string): PlainFailure => new PlainFailure(`The archive ${fileOf(part)} ${what}.`);
  const path = join(folder, fileOf(part));
  const found = await sha256OfFile(path).catch((fault: unknown) => Promise.reject(unreadable(path, fault)));
  if (found !== sha256) throw unfit('is not the file that its manifest names: its bytes were changed');
  const seals = Buffer.alloc(entries * 32);
  let { position, seal } = from;
  for await (const line of linesIn(folder, part)) {
    const read = JSON.parse(line) as { position: number; entry: Entry; seal: string; version: number; salt: string | null };
    position += 1;
    if (read.position !== position) throw unfit(`has position ${String(read.position)} instead of ${String(position)}`);
    const way = read.version === 2 ? ({ version: 2, salt: Buffer.from(read.salt ?? '', 'hex') } as const) : ({ version: 1 } as const);
    seal = sealOf(seal, position, read.entry, way);
    if (seal.toString('hex') !== read.seal) throw unfit(`was altered at position ${String(position)}`);
    seal.copy(seals, (position - from.position - 1) * 32);
  }
  if (position - from.position !== entries || position !== last.position || seal.toString('hex') !== last.seal)
    throw unfit(`ends at position ${String(position)} and not where its manifest says`);
  return seals;
}
