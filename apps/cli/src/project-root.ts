import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with Bongsu's package.json, found upwards from this file, so that it is the same from source and from dist. */
export function projectRoot(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'bongsu') return folder;
  }
  throw new Error('Bongsu runs from its own folder, and no package.json named "bongsu" lies above this file.');
}
