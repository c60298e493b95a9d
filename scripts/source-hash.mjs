import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What each half of the build is made from. */
const sources = {
  server: [
    'apps/api',
    'apps/worker',
    'apps/cli',
    'libs',
    'bench',
    'test/faults',
    'test/simulation',
    '.swcrc',
    'package-lock.json',
    'scripts/build.mjs',
  ],
  board: ['apps/board', 'libs', 'package-lock.json', 'scripts/build.mjs'],
};

/** Of the libraries the board sees the kernel and the contracts only. */
const unseenByBoard = /\/libs\/(?!kernel\/)[^/]+\/src\/(?!contract\/)/;

const notBuilt = /(\.(spec|it-spec|e2e-spec)\.tsx?|\.md)$|\/libs\/[^/]+\/test(ing)?\//;

/** A hash over the names and contents of everything that the given half (`server` or `board`) is built from. */
export function sourceHash(half, root) {
  const hash = createHash('sha256');
  for (const file of sources[half].flatMap((path) => filesBelow(join(root, path)))) {
    if (half === 'board' && unseenByBoard.test(file)) continue;
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return notBuilt.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => filesBelow(join(path, name)));
}
