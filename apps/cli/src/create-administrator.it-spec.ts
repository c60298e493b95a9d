import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { personalDataKeys } from '../../../test/harness/settings';
import { createAdministrator } from './create-administrator';

describe('bongsu create-administrator', () => {
  let database: FreshDatabase;
  const given = ['DATABASE_URL', ...Object.keys(personalDataKeys())];
  const before = new Map(given.map((name) => [name, process.env[name]]));

  beforeAll(async () => {
    database = await freshDatabase();
    Object.assign(process.env, personalDataKeys(), { DATABASE_URL: database.url });
  });
  afterAll(async () => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
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
      { email: expect.stringMatching(/^bs1\./) as string, must_change_password: true, grants: [{ role: 'administrator', missions: '*' }] },
    ]);
    expect(JSON.stringify(accounts) + journal).not.toContain(oneTimePassword);
    expect(JSON.stringify(accounts) + journal).not.toContain('ministry.example');
  });

  it('does not touch an account that is there, nor take what is no address', async () => {
    await expect(createAdministrator('first@ministry.example', 'Again')).rejects.toThrow('There is an account with this e-mail address.');
    await expect(createAdministrator('nobody', 'Again')).rejects.toThrow('no e-mail address');
  });
});
