import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Copies one file, forced to disk. Answers the SHA-256 of what was written; null when the file was gone. */
export async function copyFile(from: string, to: string): Promise<string | null> {
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), hashed, createWriteStream(to, { mode: 0o600, flush: true }));
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
  return hash.digest('hex');
}

/** Folders and files below `root`, as paths from there, folders before what is in them; without those that `isLeftOut` says and what is below them. */
export function contentOf(root: string, isLeftOut: (path: string) => boolean): { folders: string[]; files: string[] } {
  const found = { folders: [] as string[], files: [] as string[] };
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = relative(root, join(folder, entry.name));
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) {
        found.folders.push(path);
        look(join(folder, entry.name));
      } else if (entry.isFile()) found.files.push(path);
    }
  };
  look(root);
  return found;
}

export function makeFolders(root: string, folders: readonly string[]): void {
  mkdirSync(root, { mode: 0o700 });
  for (const folder of folders) mkdirSync(join(root, folder), { mode: 0o700 });
}
