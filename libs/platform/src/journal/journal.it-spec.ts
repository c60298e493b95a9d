import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { z } from 'zod';
import { defineEntry, ok, refuse } from '@bongsu/kernel';
import {
  Database,
  JournalReader,
  JournalVerifier,
  PlatformModule,
  Sequencer,
  SequencerModule,
  UnitOfWork,
  Wake,
  eyesOver,
  JournalFollower,
  systemActor,
} from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';

const Noted = defineEntry('test.noted', z.strictObject({ n: z.number(), word: z.string() }));
const note = (n: number, word = '봉수') =>
  Noted.of({ subject: { type: 'note', id: String(n) }, audience: ['KR-EMB-TR'], body: { n, word } });
const actor = systemActor('test', 'correlation-1');

async function process(database: FreshDatabase): Promise<INestApplicationContext> {
  @Module({
    imports: [
      PlatformModule.forProcess({ settings: testSettings({ DATABASE_URL: database.url }), entities: [], name: 'test' }),
      SequencerModule,
    ],
  })
  class TestModule {}
  return NestFactory.createApplicationContext(TestModule, { logger: false });
}

describe('the journal', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let work: UnitOfWork;
  let reader: JournalReader;

  beforeAll(async () => {
    database = await freshDatabase();
    app = await process(database);
    work = app.get(UnitOfWork);
    reader = app.get(JournalReader);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const append = (n: number) => work.run(actor, async (tx) => (tx.append(note(n)), ok(n)));
  const headIs = (expected: number) => eventually(`head ${expected}`, async () => (await reader.head()) === expected);

  it('numbers committed entries 1, 2, 3 … without gaps, whatever order writers commit in', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        work.run(actor, async (tx) => {
          tx.append(note(n), note(n + 1000));
          return n % 5 === 0 ? refuse('conflict', 'test.refused', 'refused', 'none') : ok(n);
        }),
      ),
    );
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    await headIs(320);
    const entries = await reader.visible(0, 1_000);
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 320 }, (_, index) => index + 1));
    expect(entries.some(({ body }) => (body as { n: number }).n % 5 === 0 && (body as { n: number }).n < 200)).toBe(false);
  });

  it('shows a reader only what its missions were told', async () => {
    expect(await reader.visible(0, 10, eyesOver(['KR-EMB-JP']))).toEqual([]);
    expect(await reader.visible(0, 10, eyesOver(['KR-EMB-TR']))).toHaveLength(10);
  });

  it('hands every entry to a follower in order, also what a late committer adds', async () => {
    const seen: number[] = [];
    const start = await reader.head();
    const follower = new JournalFollower(
      reader,
      app.get(Wake),
      start,
      (entries) => void seen.push(...entries.map(({ position }) => position)),
      () => undefined,
    );
    follower.start();
    const holding = new Client({ connectionString: database.url });
    await holding.connect();
    await holding.query('BEGIN');
    await holding.query(
      `INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body)
       VALUES (gen_random_uuid(), 'test.late', now(), 'system', 'test', 'note', 'late', '{}', 'c', '{}')`,
    );
    await append(1);
    await eventually('the early entry is followed', () => seen.length === 1);
    await holding.query('COMMIT');
    await holding.end();
    await eventually('the late entry is followed too', () => seen.length === 2);
    await follower.stop();
    expect(seen).toEqual([start + 1, start + 2]);
  });

  it('refuses UPDATE of content, DELETE and TRUNCATE, to the application and to the owner', async () => {
    const asApplication = app.get(Database);
    await expect(asApplication.query("UPDATE journal_entry SET kind = 'x' WHERE position = 1")).rejects.toThrow(/permission denied/);
    await expect(asApplication.query('DELETE FROM journal_entry')).rejects.toThrow(/permission denied/);
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await expect(owner.query("UPDATE journal_entry SET body = '{}' WHERE position = 1")).rejects.toThrow(/append-only/);
    await expect(owner.query('UPDATE journal_entry SET position = 9999 WHERE position = 1')).rejects.toThrow(/append-only/);
    await expect(owner.query('DELETE FROM journal_entry')).rejects.toThrow(/append-only/);
    await expect(owner.query('TRUNCATE journal_entry')).rejects.toThrow(/append-only/);
    await owner.end();
  });

  it('lets another process take over the numbering when the leader is gone', async () => {
    const other = await process(database);
    expect([app.get(Sequencer).leads, other.get(Sequencer).leads].filter(Boolean)).toHaveLength(1);
    const before = await reader.head();
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bongsu sequencer' AND datname = current_database()",
    );
    await owner.end();
    await append(2);
    await headIs(before + 1);
    await other.close();
    await append(3);
    await headIs(before + 2);
    expect(await app.get(JournalVerifier).verify()).toMatchObject({ sound: true, entries: before + 2 });
  });

  it('answers a repeated Idempotency-Key with the first answer, and refuses it for another request', async () => {
    const once = (fingerprint: string) => ({ ...actor, once: { kind: 'request' as const, key: 'key-1', fingerprint } });
    const effects = async () => (await reader.visible(0, 10_000)).filter(({ subject }) => subject.id === '777').length;
    let tries = 0;
    const effect = (fingerprint: string) => work.run(once(fingerprint), async (tx) => (tx.append(note(777)), ok({ tries: ++tries })));
    const answers = await Promise.all([effect('same'), effect('same'), effect('same')]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await effect('same')).toEqual(answers[0]);
    await eventually('the effect is numbered', async () => (await effects()) > 0);
    expect(await effects()).toBe(1);
    expect(await effect('other')).toMatchObject({ ok: false, refusal: { code: 'platform.idempotency-key-reused' } });
    const kept = await app
      .get(Database)
      .query<{ fingerprint: string }>("SELECT fingerprint FROM platform_idempotency_key WHERE key IN ('key-1', 'key-2')");
    expect(kept).toEqual([{ fingerprint: expect.stringMatching(/^[\w-]{43}$/) as string }]);
    await work.run({ ...actor, once: { kind: 'request', key: 'key-2', fingerprint: 'same' } }, async () => ok(null));
    const both = await app
      .get(Database)
      .query<{ n: number }>("SELECT count(DISTINCT fingerprint)::int AS n FROM platform_idempotency_key WHERE key IN ('key-1', 'key-2')");
    expect(both).toEqual([{ n: 2 }]);
  });

  it('names the first bad position when a row was altered behind its back', async () => {
    const verifier = app.get(JournalVerifier);
    expect(await verifier.verify()).toMatchObject({ sound: true });
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(
      "BEGIN; SET LOCAL session_replication_role = replica; UPDATE journal_entry SET body = jsonb_set(body, '{word}', '\"other\"') WHERE position = 57; COMMIT",
    );
    expect(await verifier.verify()).toMatchObject({ sound: false, position: 57, reason: 'altered' });
    await owner.query('BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM journal_entry WHERE position = 40; COMMIT');
    expect(await verifier.verify()).toMatchObject({ sound: false, position: 40, reason: 'missing' });
    await owner.end();
  });
});
