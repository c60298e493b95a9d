import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import Redis from 'ioredis';
import { freePort } from '../../apps/cli/src/free-port';

export interface BenchRedis {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

/** Version of the `redis-server` on PATH; null when there is none. */
export function redisOnPath(): string | null {
  const { status, stdout } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
  return status === 0 ? (/v=([\d.]+)/.exec(stdout)?.[1] ?? 'of unknown version') : null;
}

/** A Redis of our own, set as the product asks for it: an append-only file flushed every second, and no eviction. */
export async function startRedis(folder: string, version: string, onStarted: (pid: number) => void): Promise<BenchRedis> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', words, { detached: true, stdio: 'ignore' });
  if (server.pid !== undefined) onStarted(server.pid);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `redis://127.0.0.1:${String(port)}`;
  await untilAnswering(url);
  return {
    url,
    version,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilAnswering(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => undefined);
  for (let tries = 0; tries < 200; tries++) {
    try {
      await client.connect();
      client.disconnect();
      return;
    } catch {
      await delay(25);
    }
  }
  throw new Error('redis-server did not answer within five seconds');
}
