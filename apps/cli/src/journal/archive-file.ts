import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Entry } from '@bongsu/kernel';
import { type Cut, type SealedEntry, canonical, sealOf } from '@bongsu/platform';
import { PlainFailure } from '../plain-failure';
import { type ArchiveManifest, fileOf } from './archive-manifest';

/** One line of an archive: an entry with its place in the chain, canonical (RFC 8785). */
export function lineOf({ position, entry, seal, way }: SealedEntry): string {
  const salt = way.version === 2 ? way.salt.toString('hex') : null;
  return canonical({ position, entry, seal: seal.toString('hex'), version: way.version, salt });
}

/** Writes them under a name that says it is unfinished, and gives it its own name when it is on the disk. */
export async function writeArchive(entries: AsyncIterable<SealedEntry>, folder: string, part: string): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const entry of entries) yield `${lineOf(entry)}\n`;
  }
  const path = join(folder, fileOf(part));
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(`${path}.unfinished`, { mode: 0o600, flush: true }));
  // The same entries give the same bytes; others under this name are another installation's.
  if (existsSync(path) && (await sha256Of(path)) !== (await sha256Of(`${path}.unfinished`))) {
    await rm(`${path}.unfinished`);
    throw new PlainFailure(`${path} is there already and holds other entries: give a folder of this installation's own.`);
  }
  await rename(`${path}.unfinished`, path);
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The lines of an archive, one after the other. */
export async function* linesIn(folder: string, part: string): AsyncGenerator<string> {
  const text = createReadStream(join(folder, fileOf(part))).pipe(createGunzip());
  yield* createInterface({ input: text, crlfDelay: Infinity });
}

/**
 * Recomputes every seal of an archive that begins where `from` says. Answers the seals of its positions, 32 bytes each, in order. Throws a PlainFailure
 * that names what does not fit.
 */
export async function verifiedSeals(folder: string, manifest: ArchiveManifest, from: Pick<Cut, 'position' | 'seal'>): Promise<Buffer> {
  const { part, sha256, entries, last } = manifest;
  const unfit = (what: string): PlainFailure => new PlainFailure(`The archive ${fileOf(part)} ${what}.`);
  if ((await sha256Of(join(folder, fileOf(part)))) !== sha256)
    throw unfit('is not the file that its manifest names: its bytes were changed');
  const seals = Buffer.alloc(entries * 32);
  let { position, seal } = from;
  for await (const line of linesIn(folder, part)) {
    const found = JSON.parse(line) as { position: number; entry: Entry; seal: string; version: number; salt: string | null };
    position += 1;
    if (found.position !== position) throw unfit(`has position ${String(found.position)} instead of ${String(position)}`);
    const way = found.version === 2 ? ({ version: 2, salt: Buffer.from(found.salt ?? '', 'hex') } as const) : ({ version: 1 } as const);
    seal = sealOf(seal, position, found.entry, way);
    if (seal.toString('hex') !== found.seal) throw unfit(`was altered at position ${String(position)}`);
    seal.copy(seals, (position - from.position - 1) * 32);
  }
  if (position - from.position !== entries || position !== last.position || seal.toString('hex') !== last.seal)
    throw unfit(`ends at position ${String(position)} and not where its manifest says`);
  return seals;
}
