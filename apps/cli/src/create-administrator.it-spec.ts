import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { createAdministrator } from './create-administrator';

describe('bongsu create-administrator', () => {
  let database: FreshDatabase;
  const before = process.env['DATABASE_URL'];

  beforeAll(async () => {
    database = await freshDatabase();
    process.env['DATABASE_URL'] = database.url;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = before;
    await database.drop();
  });

  it('adds an administrator who must set her own password, and keeps the one-time password nowhere in clear', async () => {
    const { oneTimePassword } = await createAdministrator('First@Ministry.example', 'Administrator');
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const accounts = (await client.query('SELECT * FROM access_account')).rows as {
      email: string;
      must_change_password: boolean;
      grants: object;
    }[];
    const journal = JSON.stringify((await client.query('SELECT * FROM journal_entry')).rows);
    await client.end();
    expect(accounts).toMatchObject([
      { email: 'first@ministry.example', must_change_password: true, grants: [{ role: 'administrator', missions: '*' }] },
    ]);
    expect(JSON.stringify(accounts) + journal).not.toContain(oneTimePassword);
    expect(journal).not.toContain('ministry.example');
  });

  it('does not touch an account that is there, nor take what is no address', async () => {
    await expect(createAdministrator('first@ministry.example', 'Again')).rejects.toThrow('There is an account with this e-mail address.');
    await expect(createAdministrator('nobody', 'Again')).rejects.toThrow('no e-mail address');
  });
});
