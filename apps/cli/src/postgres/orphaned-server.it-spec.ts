import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port';
import { guardProcesses } from '../process-guard';
import { startEmbeddedPostgres } from './embedded-postgres';
import { stopOrphanedServer } from './orphaned-server';
import { openTemporaryFolder } from './throwaway-postgres';

describe('a server left behind by a start that was killed', () => {
  const guard = guardProcesses();
  let folder: string;
  let bystander: ChildProcess | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-orphan-'));
    chmodSync(folder, 0o711);
    guard.removeFolder(folder);
  });
  afterAll(() => {
    bystander?.kill();
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  });

  it('is stopped, and the next one starts on the same data', async () => {
    const start = async () =>
      startEmbeddedPostgres({
        dataDir: join(folder, 'data'),
        port: await freePort(),
        user: 'bongsu',
        password: 'long-enough-for-a-test',
        throwaway: true,
        onStarted: (pid) => guard.watch(pid),
      });
    const orphan = await start();
    const next = await start();
    await orphan.ended;
    expect(next.pid).not.toBe(orphan.pid);
    await next.stop();
    expect(existsSync(join(folder, 'data/postmaster.pid'))).toBe(false);
  });

  it('is not mistaken for a process that merely has its number', () => {
    const dataDir = join(folder, 'stale');
    mkdirSync(dataDir);
    bystander = spawn('sleep', ['600'], { stdio: 'ignore' });
    writeFileSync(join(dataDir, 'postmaster.pid'), `${String(bystander.pid)}\n${dataDir}\n`);
    stopOrphanedServer(dataDir);
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
    expect(bystander.exitCode).toBeNull();
    expect(bystander.killed).toBe(false);
  });
});
