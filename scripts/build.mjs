/**
 * Builds Bongsu into dist/: the server with SWC (which checks no types; `npm run check` does), the board with Vite. Both halves at once.
 *
 *   node scripts/build.mjs [--server] [--board]     (neither: both)
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';
import { sourceHash } from './source-hash.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'dist', '.built.json');
const asked = process.argv.slice(2);
const wanted = (half) => asked.length === 0 || asked.includes(`--${half}`);

const builders = {
  server: () =>
    step(
      'build the server',
      process.execPath,
      [
        ...[
          join('node_modules', '@swc', 'cli', 'bin', 'swc.js'),
          'libs',
          'apps/api',
          'apps/worker',
          'apps/cli',
          'bench',
          'test/faults',
          'test/simulation',
        ],
        ...['--out-dir', 'dist', '--config-file', '.swcrc', '--copy-files', '--quiet'],
        ...['--ignore', '**/*.spec.ts,**/*.it-spec.ts,**/*.e2e-spec.ts,libs/*/test/**,libs/*/testing/**,**/*.md'],
      ],
      { cwd: root },
    ),
  board: () =>
    step(
      'build the board',
      process.execPath,
      [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'apps/board/vite.config.ts', '--logLevel', 'warn'],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
      },
    ),
};

mkdirSync(dirname(stampFile), { recursive: true });
const halves = Object.keys(builders).filter(wanted);
const outcomes = await Promise.all(
  halves.map(async (half) => {
    // Hashed before building: what is changed meanwhile makes the build stale again.
    const hash = sourceHash(half, root);
    const built = await builders[half]();
    if (built) stamp(half, hash);
    return built;
  }),
);
if (halves.includes('server')) for (const tree of ['libs', 'apps', 'bench', 'test']) removeOrphans(join(root, 'dist', tree));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;

function stamp(half, hash) {
  const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  writeFileSync(stampFile, `${JSON.stringify({ ...stamps, [half]: hash }, null, 2)}\n`);
}

/** Removes what was built from sources that are gone, so that nothing old is found by accident. */
function removeOrphans(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) removeOrphans(path);
    const built = /^(.*)\.js(\.map)?$/.exec(name);
    if (!built) continue;
    const source = join(root, path.slice(join(root, 'dist').length + 1, -name.length), built[1]);
    if (!['.ts', '.tsx', '.js', '.mts'].some((ending) => existsSync(source + ending))) rmSync(path);
  }
}
