import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { transformFileSync } from '@swc/core';

const guardSource = transformFileSync(join(__dirname, 'process-guard.ts'), {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
}).code;

/** A program that starts a sleeper under guard, says its number, and waits to be killed. */
const keeper = `${guardSource}
const guard = exports.guardProcesses();
const sleeper = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
guard.watch(sleeper.pid);
guard.removeFolder(process.argv[1]);
console.log(sleeper.pid);
setInterval(() => undefined, 1000);
`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the guard of what we started', () => {
  it('ends it, and removes its folder, when we are killed without a word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-guard-'));
    const child = spawn(process.execPath, ['-e', keeper, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const sleeper = await new Promise<number>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))));
    expect(isAlive(sleeper)).toBe(true);
    child.kill('SIGKILL');
    // Its own waiting is bounded; the test's time-out bounds ours.
    while (isAlive(sleeper) || existsSync(folder)) await delay(20);
  }, 30_000);
});
