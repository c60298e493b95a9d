import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, PinoLogger, PlatformModule, WorkerHealthModule, createLogger, createWorkerApp, startWorkerApp } from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { HouseMetrics } from './house-metrics';

describe('what the house owes, in its metrics', () => {
  let database: FreshDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url, WORKER_HTTP_PORT: '0' });
    @Module({
      imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), WorkerHealthModule],
      providers: [HouseMetrics],
    })
    class TestModule {}
    app = await createWorkerApp(TestModule, new PinoLogger(createLogger(settings.telemetry, 'test')));
    await startWorkerApp(app, settings.worker);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const scraped = async (): Promise<Record<string, number>> => {
    const text = await (await fetch(`${await app.getUrl()}/metrics`)).text();
    const lines = [...text.matchAll(/^(bongsu_(?:promises|journal_(?:head|unnumbered))\S*) (\S+)$/gm)];
    return Object.fromEntries(lines.map(([, name = '', value]) => [name, Number(value)]));
  };
  const promised = (queue: string, dueMinutesAgo: number, dead: boolean) =>
    app.get(Database).query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at, dead_at)
       VALUES ($1::uuid, 'test.job', $1::text, $2, '{}', 'test', now(), now() - make_interval(mins => $3), CASE WHEN $4 THEN now() END)`,
      [randomUUID(), queue, dueMinutesAgo, dead],
    );

  it('each scrape tells every figure as it is now, and none of the scrape before', async () => {
    await promised('dispatch', 10, false);
    await promised('dispatch', 20, true);
    const first = await scraped();
    expect(first).toMatchObject({
      'bongsu_promises_open{queue="dispatch"}': 1,
      'bongsu_promises_dead{queue="dispatch"}': 1,
      bongsu_journal_head: 0,
      bongsu_journal_unnumbered: 0,
    });
    expect(first['bongsu_promises_oldest_due_seconds{queue="dispatch"}']).toBeGreaterThanOrEqual(600);
    await promised('dispatch', 30, true);
    await app.get(Database).query(`UPDATE platform_promised_job SET kept_at = now() WHERE dead_at IS NULL`);
    expect(await scraped()).toMatchObject({
      'bongsu_promises_open{queue="dispatch"}': 0,
      'bongsu_promises_dead{queue="dispatch"}': 2,
      'bongsu_promises_oldest_due_seconds{queue="dispatch"}': 0,
    });
  });
});
