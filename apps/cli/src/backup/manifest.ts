import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';

export const MANIFEST = 'manifest.json';

const tableSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  columns: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).min(1),
  rows: z.int(),
  file: z.string().regex(/^[a-z][a-z0-9_]*\.copy\.gz$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** For a part of a table that is kept in parts: whose, and which. */
  partition: z.strictObject({ of: z.string(), bounds: z.string() }).nullable(),
});
export type BackedUpTable = z.infer<typeof tableSchema>;

/** What a backup says of itself. It holds no key. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  takenAt: z.string(),
  installation: z.string().nullable(),
  /** The schema of that day; a restore makes it, fills it, and then goes on to its own. */
  migrations: z.array(z.string()).min(1),
  journal: z.strictObject({ entries: z.int(), headSeal: z.string().nullable() }),
  tables: z.array(tableSchema).min(1),
  sequences: z.array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_]*$/), last: z.string(), isCalled: z.boolean() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Throws a PlainFailure when that folder is no backup. */
export function manifestIn(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), 'utf8');
  } catch {
    throw new PlainFailure(`${folder} is no whole backup: there is no ${MANIFEST} in it, which is written last. Give another one.`);
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw new PlainFailure(
      `${join(folder, MANIFEST)} cannot be read by this version of Bongsu: give another backup, or use the version that made it.`,
    );
  }
}
