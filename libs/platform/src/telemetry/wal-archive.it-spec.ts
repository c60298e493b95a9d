import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../../../apps/cli/src/free-port';
import { archiving, openArchive } from '../../../../apps/cli/src/base/wal-archive';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../../apps/cli/src/postgres/embedded-postgres';
import { openTemporaryFolder } from '../../../../apps/cli/src/postgres/throwaway-postgres';
import { guardProcesses } from '../../../../apps/cli/src/process-guard';
import { eventually } from '../../../../test/harness/eventually';
import type { Database } from '../database/database';
import { WalArchive } from './wal-archive';

describe('what is said of the archive of WAL', () => {
  const guard = guardProcesses();
  const folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-wal-'));
  const archive = join(folder, 'archive');
  let server: EmbeddedPostgres;
  let client: Client;
  const told = (): WalArchive =>
    new WalArchive({ query: (sql: string) => client.query<object>(sql).then(({ rows }) => rows) } as unknown as Database);
  const start = async (dataDir: string, settings: Record<string, string>): Promise<void> => {
    server = await startEmbeddedPostgres({
      ...{
        dataDir: join(folder, dataDir),
        port: await freePort(),
        user: 'bongsu',
        password: randomBytes(18).toString('base64url'),
        settings,
      },
      ...{ throwaway: true, onStarted: (pid) => guard.watch(pid) },
    });
    client = new Client({ connectionString: server.url('postgres') });
    await client.connect();
  };
  const end = async (): Promise<void> => {
    await client.end();
    await server.stop();
  };
  const write = () => client.query("SELECT pg_logical_emit_message(true, 'test', repeat('x', 200000))");
  const fileGoes = async (): Promise<void> => {
    const { rows } = await client.query<{ name: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS name');
    await eventually('it is archived', () => existsSync(join(archive, `${rows[0]?.name ?? ''}.gz`)));
    await eventually('and the server says so', async () => (await told().facts())?.ageS === 0);
  };

  beforeAll(() => {
    chmodSync(folder, 0o711);
    guard.removeFolder(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  });

  it('nothing where there is none', async () => {
    await start('without', {});
    expect(await told().facts()).toBeNull();
    expect(await told().state()).toBe('off');
    await end();
    expect(await told().state()).toBe('unknown');
  }, 60_000);

  it('that all is there, since when something is not, and that it does not go', async () => {
    openArchive(archive);
    await start('with', archiving(archive, 3_600));
    await write();
    await fileGoes();
    expect(await told().state()).toBe('ok');
    await write();
    const { ageS = 0 } = (await told().facts()) ?? {};
    expect(ageS).toBeGreaterThan(0);
    await eventually('it grows', async () => ((await told().facts())?.ageS ?? 0) > ageS + 0.2);
    // A file in place of the folder: whoever runs the server, nothing can be written there.
    rmSync(archive, { recursive: true });
    writeFileSync(archive, '');
    await client.query('SELECT pg_switch_wal()');
    await eventually('a failure is told', async () => (await told().facts())?.isFailing === true);
    expect(await told().state()).toBe('broken');
    rmSync(archive);
    openArchive(archive);
    await eventually('what waited goes by itself', async () => (await told().facts())?.isFailing === false, 90_000);
    await end();
  }, 150_000);
});
