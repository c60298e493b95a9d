import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../wait';
import type { Ground } from './ground';
import { Part } from './part';
import type { RedisGroup } from './redis-cluster';
import { redisPart, redisSays } from './redis-part';
import { stablePort } from './stable-port';

const SENTINELS = 3;
const MASTER = 'bongsu';

/** One master, one replica, and three sentinels of which two must agree. */
export async function redisWithSentinels(ground: Ground): Promise<RedisGroup> {
  const [first, second] = [await stablePort(), await stablePort()];
  const servers = [redisServer(ground, first, {}), redisServer(ground, second, { replicaof: `127.0.0.1 ${String(first)}` })];
  const ports: number[] = [];
  for (let index = 0; index < SENTINELS; index++) ports.push(await stablePort());
  const parts = [...servers, ...ports.map((port) => sentinel(ground, port, first))];
  return {
    parts,
    variables: { REDIS_URL: `redis://${MASTER}`, REDIS_SENTINELS: ports.map((port) => `127.0.0.1:${String(port)}`).join(',') },
    stand: async () => {
      for (const part of parts) part.start();
      await Promise.all(parts.map((part) => part.ready()));
      await until('the master has its replica, and the sentinels know each other', 60_000, async () => {
        const info = await redisSays(await masterPortBy(ports[0] ?? 0), 'INFO', 'replication');
        const known = await Promise.all(ports.map((port) => redisSays(port, 'SENTINEL', 'CKQUORUM', MASTER)));
        return (
          info.includes('role:master') &&
          info.includes('state=online') &&
          known.every((said) => said.startsWith(`+OK ${String(SENTINELS)}`))
        );
      });
    },
  };
}

/** The port of the master that a sentinel names. */
export async function masterPortBy(sentinelPort: number): Promise<number> {
  return Number((await redisSays(sentinelPort, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', MASTER)).trim().split('\r\n').at(-1));
}

export const serverName = (port: number): string => `redis-${String(port)}`;

function redisServer(ground: Ground, port: number, settings: Record<string, string>): Part {
  const name = serverName(port);
  return redisPart({ name, folder: ground.place(name), logFile: ground.place(`${name}.log`), port, settings, onStarted: ground.watch });
}

function sentinel(ground: Ground, port: number, masterPort: number): Part {
  const folder = ground.place(`sentinel-${String(port)}`);
  mkdirSync(folder, { recursive: true });
  // It keeps here what it finds out.
  const file = join(folder, 'sentinel.conf');
  const settings = [
    `port ${String(port)}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor ${MASTER} 127.0.0.1 ${String(masterPort)} 2`,
    `sentinel down-after-milliseconds ${MASTER} 2000`,
    `sentinel failover-timeout ${MASTER} 10000`,
  ];
  writeFileSync(file, `${settings.join('\n')}\n`);
  return new Part({
    name: `sentinel-${String(port)}`,
    program: 'redis-server',
    words: [file, '--sentinel'],
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    logFile: ground.place(`sentinel-${String(port)}.log`),
    onStarted: ground.watch,
    isReady: async () => (await redisSays(port, 'PING').catch(() => '')).startsWith('+PONG'),
  });
}
