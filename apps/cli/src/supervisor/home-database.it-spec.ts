import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../migrate';
import { openTemporaryFolder } from '../postgres/throwaway-postgres';
import { guardProcesses } from '../process-guard';
import { startHomeDatabase, type HomeDatabase } from './home-database';
import { openHomeFolder } from './home-folder';
import { ensureRuntimeUser } from './runtime-user';
import { keptSecrets } from './secrets';

describe('the database of the home folder', () => {
  const guard = guardProcesses();
  let folder: string;
  let running: HomeDatabase | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(openTemporaryFolder(), 'bongsu-test-home-'));
    chmodSync(folder, 0o711);
    guard.removeFolder(folder);
  });
  afterAll(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  });

  const home = (name: string): string => join(folder, name);
  const start = async (name: string): Promise<HomeDatabase> => {
    const opened = openHomeFolder(home(name));
    const { databasePassword } = keptSecrets(opened.path);
    running = await startHomeDatabase(opened, databasePassword, { onStarted: (pid) => guard.watch(pid), onCrash: () => undefined });
    return running;
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  const connected = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return work(client).finally(() => client.end());
  };

  it('gives api and worker an account that cannot change the journal, whatever role it puts off', async () => {
    const { url } = await start('first');
    await migrate(url);
    const { runtimePassword } = keptSecrets(home('first'));
    await ensureRuntimeUser(url, runtimePassword);
    const runtimeUrl = await ensureRuntimeUser(url, runtimePassword);
    expect(statSync(join(home('first'), 'secrets.json')).mode & 0o777).toBe(0o600);

    await connected(url, (owner) =>
      owner.query(`INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body)
        VALUES (gen_random_uuid(), 'kept', now(), 'system', 's', 't', 's', '{*}', 'c', '{}')`),
    );
    await connected(runtimeUrl, async (client) => {
      await client.query('SET ROLE bongsu_app');
      for (const putOff of ['RESET ROLE', 'SET ROLE NONE']) {
        await client.query(putOff);
        expect((await client.query('SELECT current_user AS who')).rows).toEqual([{ who: 'bongsu_runtime' }]);
        await expect(client.query("UPDATE journal_entry SET body = '{}'")).rejects.toThrow('permission denied for table journal_entry');
        await expect(client.query('DELETE FROM journal_entry')).rejects.toThrow('permission denied for table journal_entry');
        await expect(client.query('ALTER TABLE journal_entry DISABLE TRIGGER ALL')).rejects.toThrow('must be owner');
        await expect(client.query('SET ROLE bongsu')).rejects.toThrow('permission denied');
      }
      const { rows } = await client.query<{ role: string }>(
        'SELECT roleid::regrole::text AS role FROM pg_auth_members WHERE member = current_user::regrole',
      );
      expect(rows).toEqual([{ role: 'bongsu_app' }]);
    });
    await stop();
  }, 60_000);

  it('moves with its folder', async () => {
    renameSync(home('first'), home('second'));
    const { url } = await start('second');
    const entries = await connected(url, (client) => client.query('SELECT FROM journal_entry'));
    expect(entries.rowCount).toBe(1);
    expect(existsSync(home('first'))).toBe(false);
    expect(JSON.parse(readFileSync(join(home('second'), 'database.json'), 'utf8'))).toMatchObject({ dataDir: 'postgres' });
    await stop();
  }, 60_000);

  it('is not begun anew when it is missing', async () => {
    const data = join(home('second'), 'postgres');
    rmSync(data, { recursive: true });
    await expect(start('second')).rejects.toThrow(`The database of this installation is not at ${data}`);
    expect(existsSync(data)).toBe(false);
  });
});
