import { type INestApplicationContext, Module } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { Database, PlatformModule } from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { Retention } from './retention';

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

  it('is kept longer where the operator says so, and never shorter than callers were told', async () => {
    await release({ IDEMPOTENCY_KEY_HOURS: '48' });
    expect(await left()).toEqual(['23 hours', '25 hours']);
    expect(() => testSettings({ DATABASE_URL: database.url, IDEMPOTENCY_KEY_HOURS: '12' })).toThrow(/IDEMPOTENCY_KEY_HOURS/);
  });
});
