import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { Part } from './part';

export interface RedisOptions {
  /** Default `redis`. */
  readonly name?: string;
  readonly folder: string;
  readonly port: number;
  readonly logFile: string;
  /** On top of: loopback, an append-only file flushed every second, no eviction, DEBUG allowed. */
  readonly settings: Readonly<Record<string, string>>;
  readonly onStarted: (pid: number) => void;
}

/** A redis-server set as the product asks for it, its files in a folder of its own. */
export function redisPart({ name = 'redis', folder, port, logFile, settings, onStarted }: RedisOptions): Part {
  mkdirSync(folder, { recursive: true });
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    'enable-debug-command': 'local',
    ...settings,
  };
  return new Part({
    name,
    program: 'redis-server',
    words: Object.entries(all).flatMap(([setting, value]) => [`--${setting}`, value]),
    environment: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    logFile,
    onStarted,
    isReady: async () => (await redisSays(port, 'PING').catch(() => '')).startsWith('+PONG'),
  });
}

/** One command and the first line of its answer, on a connection of its own: `redisSays(port, 'FLUSHALL')`. */
export function redisSays(port: number, ...words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
    });
    socket.setTimeout(2_000, () => socket.destroy(new Error('redis does not answer')));
    let said = '';
    socket.on('data', (data) => {
      said += data.toString();
      if (said.includes('\r\n')) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => (said === '' ? reject(new Error('redis said nothing')) : resolve(said)));
  });
}
