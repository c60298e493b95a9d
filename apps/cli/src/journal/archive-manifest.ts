import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicKey, type SigningKey, opened, signed } from '@bongsu/platform';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';
import { syncFolder } from '../sync-folder';

const TYPE = 'bongsu-journal-archive';
const seal = z.string().regex(/^[0-9a-f]{64}$/);

/** What an archive says of itself, signed with the key of the checkpoints: from where to where in the chain it goes, and which file it is. */
export const archiveManifestSchema = z.strictObject({
  v: z.literal(1),
  installation: z.uuid(),
  part: z.string().regex(/^journal_entry_(first|\d{4}_\d{2})$/),
  entries: z.int().min(1),
  /** The position and seal on which it follows. */
  before: z.strictObject({ position: z.int().min(0), seal }),
  first: z.strictObject({ position: z.int().min(1), seal, at: z.iso.datetime() }),
  last: z.strictObject({ position: z.int().min(1), seal, at: z.iso.datetime() }),
  sha256: seal,
});
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;

export const fileOf = (part: string): string => `${part}.ndjson.gz`;
const manifestOf = (part: string): string => `${part}.jws`;

export function writeManifest(folder: string, manifest: ArchiveManifest, key: SigningKey): void {
  const path = join(folder, manifestOf(manifest.part));
  const text = `${signed(TYPE, archiveManifestSchema.parse(manifest), key)}\n`;
  try {
    writeFileSync(`${path}.unfinished`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.unfinished`, path);
    syncFolder(folder);
  } catch (fault) {
    rmSync(`${path}.unfinished`, { force: true });
    throw notWritten(path, fault);
  }
}

/** What is unfinished was taken away. */
export function notWritten(path: string, fault: unknown): PlainFailure {
  const why = fault instanceof Error ? fault.message : String(fault);
  return new PlainFailure(`${path} could not be written (${why}): make room, or give another folder. Its part stays where it is.`);
}

/** Those in a folder that one of these keys signed, in the order of the journal. Throws a PlainFailure for one that none of them signed. */
export function manifestsIn(folder: string, keys: readonly PublicKey[]): ArchiveManifest[] {
  const known = new Map(keys.map((key) => [key.kid, key]));
  return namesIn(folder)
    .map((name) => {
      const read = opened(TYPE, readFileSync(join(folder, name), 'utf8').trim(), known);
      const manifest = read.ok ? archiveManifestSchema.safeParse(read.payload) : null;
      if (manifest?.success !== true || manifestOf(manifest.data.part) !== name)
        throw new PlainFailure(`${join(folder, name)} is not a manifest of an archive that a known key of this installation signed.`);
      return manifest.data;
    })
    .sort((a, b) => a.first.position - b.first.position);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^journal_entry_\w+\.jws$/.test(name));
  } catch {
    throw new PlainFailure(`There is no folder ${folder}.`, 2);
  }
}
