import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHome } from './home-lock';
import { identityOf, isAlive } from './process-identity';

describe('the lock of the home folder', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'bongsu-test-lock-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const heldBy = (holder: { pid: number; began: string }): void =>
    writeFileSync(join(home, 'up.lock'), JSON.stringify({ ...holder, address: 'http://localhost:3000' }));

  it('refuses a second holder while the first one lives, and says where it is', () => {
    const lock = lockHome(home, 'http://localhost:3000');
    expect(() => lockHome(home, 'http://localhost:3001')).toThrow(/already running .*http:\/\/localhost:3000/);
    lock.release();
    expect(readdirSync(home)).toEqual([]);
  });

  it('is taken over from a holder that is dead', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    const identity = identityOf(dead.pid ?? 0);
    await new Promise((resolve) => dead.on('close', resolve));
    heldBy({ pid: dead.pid ?? 0, began: identity?.began ?? '' });
    lockHome(home, 'http://localhost:3000').release();
  });

  it('is left to the one who took it over first, when two saw the dead holder', () => {
    heldBy({ pid: process.pid, began: 'another boot:1' });
    let faster: { release(): void } | undefined;
    const slower = (): unknown =>
      lockHome(home, 'http://localhost:3000', (holder) => {
        const alive = isAlive(holder);
        faster ??= lockHome(home, 'http://localhost:3001');
        return alive;
      });
    expect(slower).toThrow(/already running .*http:\/\/localhost:3001/);
    faster?.release();
    expect(readdirSync(home)).toEqual([]);
  });

  it('is taken over when the holder’s number has gone to another process', () => {
    heldBy({ pid: process.pid, began: 'another boot:1' });
    lockHome(home, 'http://localhost:3000').release();
  });

  it('is taken over when it cannot be read', () => {
    writeFileSync(join(home, 'up.lock'), '');
    lockHome(home, 'http://localhost:3000').release();
  });
});
