import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { ensureRuntimeUser } from './runtime-user';

describe('the account of api and worker', () => {
  const name = `runtime-${randomBytes(4).toString('hex')}`;
  let database: FreshDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await freshDatabase();
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterAll(async () => {
    // Accounts belong to the server, which other specs use too.
    await owner.query(`DROP ROLE IF EXISTS "${name}"`);
    await owner.end();
    await database.drop();
  });

  const loggedIn = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return work(client).finally(() => client.end());
  };

  it('has the name and password that it is given, and may take the role of the application and no other', async () => {
    await ensureRuntimeUser(database.url, 'first word', name);
    const url = await ensureRuntimeUser(database.url, 'p@ss / word', name);
    await loggedIn(url, async (client) => {
      await client.query('SET ROLE bongsu_app');
      await client.query('SELECT FROM journal_entry');
      await client.query('RESET ROLE');
      const { rows } = await client.query<{ role: string }>(
        'SELECT roleid::regrole::text AS role FROM pg_auth_members WHERE member = current_user::regrole',
      );
      expect(rows).toEqual([{ role: 'bongsu_app' }]);
      await expect(client.query('DELETE FROM journal_entry')).rejects.toThrow('permission denied');
    });
  });

  it('is not the owner, whose rights would be taken away', async () => {
    const { username } = new URL(database.url);
    await expect(ensureRuntimeUser(database.url, 'word', username)).rejects.toThrow(
      'may do more in this database than the application should',
    );
    const { rows } = await owner.query<{ rolsuper: boolean }>('SELECT rolsuper FROM pg_roles WHERE rolname = $1', [username]);
    expect(rows).toEqual([{ rolsuper: true }]);
  });

  it('is none that may take another role besides', async () => {
    await owner.query(`GRANT pg_read_all_data TO "${name}"`);
    await expect(ensureRuntimeUser(database.url, 'word', name)).rejects.toThrow('may do more');
  });
});
