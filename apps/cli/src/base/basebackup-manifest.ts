import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';

export const BASE_MANIFEST = 'base.json';
/** The copy of the data folder, beside the manifest. */
export const BASE_DATA = 'data';

const baseManifestSchema = z.strictObject({
  format: z.literal(1),
  takenAt: z.string(),
  /** Of PostgreSQL: a base goes back into the same one alone. */
  major: z.string(),
  /** The first file of WAL that a recovery from here asks for. */
  firstWal: z.string(),
  /** How long a file of WAL is on that server. */
  walFileBytes: z
    .int()
    .positive()
    .default(16 * 1024 * 1024),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
});
export type BaseManifest = z.infer<typeof baseManifestSchema>;

/** Throws a PlainFailure when the folder is no finished base backup. */
export function baseManifestIn(folder: string): BaseManifest {
  const path = join(folder, BASE_MANIFEST);
  const read = existsSync(path) ? baseManifestSchema.safeParse(parsed(readFileSync(path, 'utf8'))) : undefined;
  if (read?.success === true && existsSync(join(folder, BASE_DATA))) return read.data;
  const matter = read === undefined ? 'is not there' : read.success ? `has no ${BASE_DATA} beside it` : 'is cut, or not what was written';
  throw new PlainFailure(`${folder} is no whole base backup: ${path} ${matter}. Restore an earlier base; the same WAL leads on from it.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
