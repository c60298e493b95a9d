import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from './fresh-database';
import { describeOnRedis } from './test-redis';

const connected = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
};

describe('the test harness', () => {
  let one: FreshDatabase;
  let other: FreshDatabase;

  beforeAll(async () => {
    [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(() => Promise.all([one.drop(), other.drop()]));

  it('gives a PostgreSQL 18 that keeps text in UTF-8 and time in UTC', async () => {
    const client = await connected(one.url);
    const { rows } = await client.query<{ version: string; encoding: string; timezone: string }>(
      "SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS timezone",
    );
    await client.end();
    expect(rows[0]).toEqual({ version: expect.stringMatching(/^18\./) as string, encoding: 'UTF8', timezone: 'UTC' });
  });

  it('gives each caller a database of its own', async () => {
    const [first, second] = await Promise.all([connected(one.url), connected(other.url)]);
    await first.query('CREATE TABLE mine (id int)');
    const { rows } = await second.query<{ found: string | null }>("SELECT to_regclass('mine')::text AS found");
    await Promise.all([first.end(), second.end()]);
    expect(rows[0]?.found).toBeNull();
  });

  it('has migrated the database: the application can take its role and see the queues, but owns nothing', async () => {
    const client = await connected(one.url);
    await client.query('SET ROLE bongsu_app');
    const queues = await client.query<{ tables: number }>(
      "SELECT count(*)::int AS tables FROM information_schema.tables WHERE table_schema = 'bullmq'",
    );
    expect(queues.rows[0]?.tables).toBeGreaterThan(0);
    await expect(client.query('CREATE TABLE theirs (id int)')).rejects.toThrow(/permission denied/);
    await expect(client.query('DELETE FROM schema_migration')).rejects.toThrow(/permission denied/);
    await client.end();
  });

  describeOnRedis('a Redis for this run', (url) => {
    it('is reachable', () => {
      expect(url).toMatch(/^redis:\/\//);
    });
  });
});
