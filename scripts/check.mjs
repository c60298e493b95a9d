/**
 * `npm run check`: everything about the sources that can be checked without using the product. Two at a time; all of them run, whatever fails.
 *
 *   node scripts/check.mjs [name …]      (no name: all)
 */
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, step } from './progress.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packaged = (...path) => join('node_modules', ...path);
const bongsu = (...args) => ['dist/apps/cli/src/main.js', ...args];

const checks = {
  'server-types': ['types of the server', packaged('typescript', 'bin', 'tsc'), '--noEmit', '--project', 'tsconfig.json'],
  'board-types': ['types of the board', packaged('typescript', 'bin', 'tsc'), '--noEmit', '--project', 'apps/board/tsconfig.json'],
  lint: [
    'lint',
    packaged('eslint', 'bin', 'eslint.js'),
    '.',
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    packaged('.cache', 'eslint/'),
  ],
  imports: [
    'import rules',
    packaged('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', 'libs', 'apps', 'test', 'bench'],
  ],
  format: ['formatting', packaged('prettier', 'bin', 'prettier.cjs'), '--check', '.', '--cache', '--log-level', 'warn'],
  openapi: ['OpenAPI up to date', ...bongsu('export-openapi', '--check')],
  'env-example': ['.env.example up to date', ...bongsu('env-example', '--check')],
  'personal-data': ['docs/personal-data.md up to date', ...bongsu('personal-data', 'document', '--check')],
  'schema-drift': ['migrations without drift', ...bongsu('schema-drift')],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in checks));
if (unknown.length > 0) {
  say(`There is no check named ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}.`);
  process.exit(1);
}

const waiting = Object.keys(checks).filter((name) => asked.length === 0 || asked.includes(name));
const outcomes = [];
const lane = async () => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const [title, ...command] = checks[name];
    outcomes.push(await step(title, process.execPath, command, { cwd: root }));
  }
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));

const failed = outcomes.filter((passed) => !passed).length;
say(`\n${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
