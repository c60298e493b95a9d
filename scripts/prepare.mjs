/**
 * Makes a fresh clone ready: installs the packages and builds when that has not been done, or not for these sources. Needs Node and npm, and
 * nothing from node_modules. Runs before `npm start`, `npm test` and their kind; says nothing when there is nothing to do.
 *
 * Started by bootstrap.mjs, which has looked at the version of Node.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, step } from './progress.mjs';
import { sourceHash } from './source-hash.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...names) => join(root, ...names);

if (!packagesAreCurrent()) await install();
if (!process.argv.includes('--install-only')) await build();

/** What an installation depends on: the lockfile, and the machine, as some packages bring programs for one. */
function installStamp() {
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`;
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .update(machine)
    .digest('hex');
}

function packagesAreCurrent() {
  const stamp = inRoot('node_modules', '.bongsu-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === installStamp()) return true;
  if (!installedByHand()) return false;
  writeFileSync(stamp, installStamp());
  return true;
}

/** npm keeps its own list of what it has installed: the same versions as in the lockfile are as good as an installation of ours. */
function installedByHand() {
  const list = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const { '': _root, ...locked } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([path, { version, optional }]) =>
    path in installed ? installed[path].version === version : optional === true,
  );
}

async function install() {
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  // NODE_ENV=production would leave out the compilers that the build needs.
  const installed = await step(
    'install the packages (npm ci)',
    program,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      shell: program.endsWith('.cmd'),
    },
  );
  if (!installed) fail('The packages could not be installed: see the lines above; with a network connection, run the command again.');
  writeFileSync(inRoot('node_modules', '.bongsu-installed'), installStamp());
}

async function build() {
  const built = existsSync(inRoot('dist', '.built.json')) ? JSON.parse(readFileSync(inRoot('dist', '.built.json'), 'utf8')) : {};
  const stale = ['server', 'board'].filter((half) => built[half] !== sourceHash(half, root));
  if (stale.length === 0) return;
  process.argv.splice(2, Infinity, ...stale.map((half) => `--${half}`));
  await import('./build.mjs');
  if (process.exitCode) fail('The build failed: see the lines above.');
}

function fail(sentence) {
  say(sentence);
  process.exit(1);
}
