import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ok } from '@bongsu/kernel';
import {
  Database,
  PinoLogger,
  PlatformModule,
  Seals,
  SequencerModule,
  UnitOfWork,
  WorkerHealthModule,
  createLogger,
  createWorkerApp,
  startWorkerApp,
  systemActor,
} from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { HouseMetrics } from './house-metrics';

const house = systemActor('test', 'test');

describe.each([
  ['numbers what it wrote', [SequencerModule]],
  ['has not yet numbered what it wrote', []],
])('what a sealed incident owes and writes is in no figure that is scraped, while the house %s', (_, numbering) => {
  let database: FreshDatabase;
  let app: NestFastifyApplication;
  const isNumbered = numbering.length > 0;

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url, WORKER_HTTP_PORT: '0' });
    @Module({
      imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), ...numbering, WorkerHealthModule],
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

  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => app.get(Database).query<Row>(sql, parameters);
  /** Every figure of the house, but for how long something has waited, which grows by itself. */
  const scraped = async (): Promise<string[]> => {
    const text = await (await fetch(`${await app.getUrl()}/metrics`)).text();
    return text.split('\n').filter((line) => /^bongsu_(promises_(open|dead)|journal_(?!oldest)|queue_follower_behind)/.test(line));
  };
  const promised = (incidentId: string, dead: boolean) =>
    query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at, dead_at, incident_id)
       VALUES ($1::uuid, 'test.job', $1::text, 'lane-KR-EMB-PL', '{}', 'test', now(), now(), CASE WHEN $2 THEN now() END, $3)`,
      [randomUUID(), dead, incidentId],
    );
  const written = async (incidentId: string): Promise<void> => {
    await app.get(UnitOfWork).run(house, async (tx) => {
      tx.append({ kind: 'test.said', subject: { type: 'incident', id: incidentId }, incidentId, audience: [], body: {} });
      return ok(null);
    });
    if (isNumbered)
      await eventually('numbered', async () => (await query('SELECT FROM journal_entry WHERE position IS NULL')).length === 0);
  };
  const within = (work: (seals: Seals, tx: Parameters<Seals['begin']>[0]) => Promise<void>) =>
    app.get(UnitOfWork).run(house, async (tx) => (await work(app.get(Seals), tx), ok(null)));

  it('from the beginning, from the moment in which it is sealed later, and until the seal is lifted', async () => {
    const [open, sealed] = [randomUUID(), randomUUID()];
    await promised(open, false);
    await promised(open, true);
    await written(open);
    const before = await scraped();
    expect(before).toEqual(
      expect.arrayContaining([
        'bongsu_promises_open{queue="lane-KR-EMB-PL"} 1',
        'bongsu_promises_dead{queue="lane-KR-EMB-PL"} 1',
        `bongsu_journal_head ${isNumbered ? '1' : '0'}`,
        `bongsu_journal_unnumbered ${isNumbered ? '0' : '1'}`,
      ]),
    );

    await promised(sealed, false);
    await promised(sealed, true);
    await written(sealed);
    const shown = await scraped();
    expect(shown).not.toEqual(before);
    await within((seals, tx) => seals.withdraw(tx, sealed, [], []));
    // What was counted stays counted: a head that falls would tell what was sealed. Nothing more is counted.
    const head = shown.filter((line) => line.startsWith('bongsu_journal_head'));
    const withoutIt = [...before.filter((line) => !line.startsWith('bongsu_journal_head')), ...head].sort();
    expect([...(await scraped())].sort()).toEqual(withoutIt);
    await written(sealed);
    expect([...(await scraped())].sort()).toEqual(withoutIt);

    await within((seals, tx) => seals.lift(tx, sealed, []));
    expect(await scraped()).toEqual(
      expect.arrayContaining([
        'bongsu_promises_open{queue="lane-KR-EMB-PL"} 2',
        'bongsu_promises_dead{queue="lane-KR-EMB-PL"} 2',
        `bongsu_journal_head ${isNumbered ? '3' : '0'}`,
        `bongsu_journal_unnumbered ${isNumbered ? '0' : '3'}`,
      ]),
    );
  });
});
