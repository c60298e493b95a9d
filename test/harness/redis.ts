import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../apps/cli/src/free-port';
import { guardProcesses } from '../../apps/cli/src/process-guard';

/** A Redis for this run, or why there is none. */
export type TestRedis = { readonly url: string; stop(): Promise<void> } | { readonly url: undefined; readonly reason: string };

/**
 * The Redis at REDIS_URL, or a private `redis-server` when it is on PATH. With BONGSU_REQUIRE_REDIS=1 the lack of both is a failure
 * instead of a reason to skip.
 */
export async function startTestRedis(): Promise<TestRedis> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };
  if (spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0) return startPrivateRedis();
  const reason = 'redis-server is not on PATH and REDIS_URL is not set';
  if (process.env['BONGSU_REQUIRE_REDIS'] === '1') throw new Error(`BONGSU_REQUIRE_REDIS=1, but ${reason}.`);
  return { url: undefined, reason };
}

/**
 * A redis-server on a free loopback port that refuses writes rather than evict. Dies with this process. `keepsFiles`: writes every change to its
 * append-only file, and to a dump when told `SAVE`; for a spec that reads what Redis leaves on disk.
 */
export async function startPrivateRedis({ keepsFiles = false } = {}): Promise<{ url: string; folder: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-redis-'));
  const guard = guardProcesses();
  guard.removeFolder(folder);
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: keepsFiles ? 'yes' : 'no',
    'maxmemory-policy': 'noeviction',
    databases: 64,
  };
  const server = spawn(
    'redis-server',
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { detached: true, stdio: 'ignore' },
  );
  if (server.pid !== undefined) guard.watch(server.pid);
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  };
  for (let tries = 0; tries < 200; tries++) {
    if (await answers(port)) return { url: `redis://127.0.0.1:${String(port)}`, folder, stop };
    await delay(25);
  }
  await stop();
  throw new Error('redis-server did not answer within five seconds.');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}
