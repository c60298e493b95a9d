/**
 * `npm run audit`: asks the registry whether a package of the product has a known weakness. Exit code 1 when it knows of one that is high or critical.
 *
 *   node scripts/audit.mjs [--require-answer]
 *
 * Without an answer nothing is known, and it says so; that fails only with --require-answer.
 */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verdictOf } from './audit-verdict.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const WAIT_AT_MOST_MS = 60_000;

const output = await new Promise((resolve) => {
  // npm ends with 1 when it finds something; what it says counts. On Windows npm is a script that only a shell starts.
  execFile(
    'npm',
    ['audit', '--omit=dev', '--json'],
    { cwd: root, timeout: WAIT_AT_MOST_MS, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
    (_failure, stdout) => resolve(stdout),
  );
});
const { verdict, lines } = verdictOf(output);
const said = {
  sound: 'No grave weakness is known of the packages of the product.',
  weak: 'Grave weaknesses are known of packages of the product:',
  unanswered: 'NOT ASKED: the registry gave no answer about known weaknesses. This proves nothing; ask again where it answers.',
};
console.log([said[verdict], ...lines.map((line) => `  ${line}`)].join('\n'));
process.exitCode = verdict === 'weak' || (verdict === 'unanswered' && process.argv.includes('--require-answer')) ? 1 : 0;
