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

/** A program that starts two sleepers under guard, forgets the second, says their numbers, and waits to be killed. */
const keeper = `${guardSource}
const guard = exports.guardProcesses();
const sleepers = [1, 2].map(() => require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).pid);
for (const pid of sleepers) guard.watch(pid);
guard.forget(sleepers[1]);
guard.removeFolder(process.argv[1]);
console.log(sleepers.join(' '));
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
  it('ends it, and removes its folder, when we are killed without a word; what it was told to forget is somebody else now', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-guard-'));
    const child = spawn(process.execPath, ['-e', keeper, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    const [sleeper = 0, forgotten = 0] = said.split(' ').map(Number);
    try {
      expect(isAlive(sleeper)).toBe(true);
      child.kill('SIGKILL');
      // Its own waiting is bounded; the test's time-out bounds ours.
      while (isAlive(sleeper) || existsSync(folder)) await delay(20);
      expect(isAlive(forgotten)).toBe(true);
    } finally {
      process.kill(forgotten);
    }
  }, 30_000);
});
