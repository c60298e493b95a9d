import { type INestApplicationContext, Module } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { Database, PlatformModule } from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { ReleasedByRetention, type ReleasesRows, Retention } from './retention';

@ReleasedByRetention()
class Failing implements ReleasesRows {
  release(): Promise<void> {
    return Promise.reject(new Error('this cannot be let go'));
  }
}

@ReleasedByRetention()
class Next implements ReleasesRows {
  released = false;

  release(): Promise<void> {
    this.released = true;
    return Promise.resolve();
  }
}

/** An id as it was given then (UUIDv7), as SQL. */
const idOf = (then: string, what: string): string =>
  `(lpad(to_hex((extract(epoch FROM ${then}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${what}), 1, 3) || '8' || substr(md5(${what}), 4, 15))::uuid`;

describe('what is let go', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    database = await freshDatabase();
    @Module({
      imports: [PlatformModule.forProcess({ settings: testSettings({ DATABASE_URL: database.url }), entities: [], name: 'test' })],
    })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  beforeEach(async () => {
    await app.get(Database).query('DELETE FROM platform_idempotency_key');
    for (const age of ['23 hours', '25 hours', '70 hours'])
      await app
        .get(Database)
        .query(
          "INSERT INTO platform_idempotency_key (actor_id, key, fingerprint, claimed_at, answer) VALUES ('a', $1, 'f', now() - $1::text::interval, '{}')",
          [age],
        );
  });

  const release = (settings: Record<string, string>): Promise<void> =>
    new Retention(app.get(Database), testSettings({ DATABASE_URL: database.url, ...settings }), app.get(DiscoveryService)).release();
  const left = async (): Promise<string[]> =>
    (await app.get(Database).query<{ key: string }>('SELECT key FROM platform_idempotency_key ORDER BY key')).map(({ key }) => key);

  it('is an Idempotency-Key with its answer after a day, as callers were told', async () => {
    await release({});
    expect(await left()).toEqual(['23 hours']);
  });

  it('is a promise that was kept a month ago; what is owed still, or lies dead, stays however old it is', async () => {
    const ages = [
      ['kept 29 days ago', '29 days', null],
      ['kept 31 days ago', '31 days', null],
      ['owed for 31 days', null, null],
      ['dead for 31 days', null, '31 days'],
    ];
    for (const [key, kept, dead] of ages)
      await app.get(Database).query(
        `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at, kept_at, dead_at)
         VALUES (${idOf("now() - interval '31 days'", '$1')}, 'test.job', $1, 'dispatch', '{}', 'c', now() - interval '31 days', now() - interval '31 days',
                 now() - $2::text::interval, now() - $3::text::interval)`,
        [key, kept, dead],
      );
    await release({});
    const rows = await app.get(Database).query<{ key: string }>('SELECT key FROM platform_promised_job ORDER BY key');
    expect(rows.map(({ key }) => key)).toEqual(['dead for 31 days', 'kept 29 days ago', 'owed for 31 days']);
  });

  it('goes however much it is, and though something else cannot be let go', async () => {
    const query = (sql: string): Promise<unknown[]> => app.get(Database).query(sql);
    await query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at, kept_at)
       SELECT ${idOf("now() - interval '40 days'", 'n::text')}, 'test.many', n, 'dispatch', '{}', 'c', now() - interval '40 days',
              now() - interval '40 days', now() - interval '39 days' FROM generate_series(1, 12000) AS n`,
    );
    const next = new Next();
    const contexts = [
      { metatype: Failing, instance: new Failing() },
      { metatype: Next, instance: next },
    ];
    const retention = new Retention(app.get(Database), testSettings({ DATABASE_URL: database.url }), {
      getProviders: () => contexts,
    } as unknown as DiscoveryService);
    await expect(retention.release()).rejects.toThrow('this cannot be let go');
    expect(await query("SELECT key FROM platform_promised_job WHERE job = 'test.many'")).toEqual([]);
    expect(next.released).toBe(true);
  });

  it('is kept longer where the operator says so, and never shorter than callers were told', async () => {
    await release({ IDEMPOTENCY_KEY_HOURS: '48' });
    expect(await left()).toEqual(['23 hours', '25 hours']);
    expect(() => testSettings({ DATABASE_URL: database.url, IDEMPOTENCY_KEY_HOURS: '12' })).toThrow(/IDEMPOTENCY_KEY_HOURS/);
  });
});
