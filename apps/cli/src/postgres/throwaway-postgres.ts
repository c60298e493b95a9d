import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port';
import { closedFolder, databaseUser } from './database-user';
import { startEmbeddedPostgres } from './embedded-postgres';
import { guardProcesses } from '../process-guard';

export interface ThrowawayPostgres {
  /** Connection string of the superuser for one database of this server. */
  url(database: string): string;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL 18 of our own on a free loopback port, with its data in a temporary folder. It dies with this process, however that
 * dies. Nothing on it survives a crash (no fsync): it is for tests and checks.
 */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  const parent = mkdtempSync(join(openTemporaryFolder(), 'bongsu-throwaway-'));
  chmodSync(parent, 0o711);
  const guard = guardProcesses();
  guard.removeFolder(parent);
  try {
    const server = await startEmbeddedPostgres({
      dataDir: join(parent, 'data'),
      port: await freePort(),
      user: 'bongsu',
      password: randomBytes(18).toString('base64url'),
      throwaway: true,
      settings: { max_connections: '300', shared_buffers: '128MB', max_wal_size: '2GB', wal_level: 'minimal', max_wal_senders: '0' },
      onStarted: (pid) => guard.watch(pid),
    });
    return {
      url: (database) => server.url(database),
      stop: async () => {
        await server.stop();
        rmSync(parent, { recursive: true, force: true });
        guard.dismiss();
      },
    };
  } catch (fault) {
    rmSync(parent, { recursive: true, force: true });
    guard.dismiss();
    throw fault;
  }
}

/** Where PostgreSQL's account may enter too. */
export function openTemporaryFolder(): string {
  return closedFolder(tmpdir(), databaseUser()) ? '/tmp' : tmpdir();
}
