import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { PlainFailure } from '../plain-failure';

/** A small JSON file of the installation that only its owner may read. Written whole or not at all. */
export function writeKeptFile(path: string, content: unknown): void {
  const partial = `${path}.${String(process.pid)}`;
  writeFileSync(partial, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, path);
}

/** `undefined` when there is none; a PlainFailure when it cannot be understood. */
export function readKeptFile<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new PlainFailure(
    `${path} cannot be read as what Bongsu wrote there: restore it from a backup, or choose a new folder with BONGSU_HOME.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
