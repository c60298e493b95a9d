import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyFile, keyFileSchema } from '@bongsu/platform/config';
import { readKeptFile, writeKeptFile } from './kept-file';

/** Where an installation keeps its keys when nobody says otherwise; only its owner may read it. */
export const keyFileOf = (home: string): string => join(home, 'personal-data-keys.json');

/** Makes the keys of an installation at its first start. Keys that are there are kept: without them nobody's data opens again. */
export function keptPersonalDataKeys(home: string): string {
  const file = keyFileOf(home);
  if (!existsSync(file)) addKey(file);
  return file;
}

/** Adds a key under which everything new is wrapped from now on, and the file itself when there is none. Answers the key's name. */
export function addKey(file: string): string {
  const before = readKeptFile(file, keyFileSchema);
  const name = `k${String(Object.keys(before?.keys ?? {}).length + 1)}`;
  const after: KeyFile = {
    current: name,
    keys: { ...before?.keys, [name]: randomBytes(32).toString('base64') },
    indexKey: before?.indexKey ?? randomBytes(32).toString('base64'),
  };
  writeKeptFile(file, after);
  return name;
}
