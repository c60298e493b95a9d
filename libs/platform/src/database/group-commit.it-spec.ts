import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { z } from 'zod';
import { defineEntry, ok } from '@bongsu/kernel';
import { type Actor, Database, PlatformModule, UnitOfWork, systemActor } from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';

const Kept = defineEntry('test.kept', z.strictObject({ n: z.number() }));
const actor = systemActor('test', 'correlation-1');
const request = (key: string): Actor => ({ ...actor, once: { kind: 'request', key, fingerprint: key } });

describe('units of work that only write', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let work: UnitOfWork;
  let rows: Database;

  beforeAll(async () => {
    database = await freshDatabase();
    await asOwner(`
      CREATE TABLE kept (n int NOT NULL, word text NOT NULL);
      CREATE SEQUENCE kept_number;
      GRANT SELECT, INSERT, UPDATE ON kept TO bongsu_app;
      GRANT USAGE ON SEQUENCE kept_number TO bongsu_app`);
    const settings = testSettings({ DATABASE_URL: database.url });
    @Module({ imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' })] })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
    work = app.get(UnitOfWork);
    rows = app.get(Database);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** On a connection of its own, which nobody cuts. */
  const asOwner = async <Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    const { rows: found } = await owner.query<Row>(sql, parameters).finally(() => owner.end());
    return found;
  };
  const keep = (n: number, word: string | null = '봉수', by: Actor = actor) =>
    work.run(by, async (tx) => {
      tx.write('INSERT INTO kept (n, word) VALUES ($1, $2)', [n, word]);
      tx.append(Kept.of({ subject: { type: 'kept', id: String(n) }, audience: [], body: { n } }));
      return ok(n);
    });
  const keptFrom = async (low: number) =>
    (await asOwner<{ n: number }>('SELECT n FROM kept WHERE n >= $1 ORDER BY n', [low])).map(({ n }) => n);
  const entriesFrom = async (low: number) =>
    (
      await asOwner<{ n: number }>(
        "SELECT (body->>'n')::int AS n FROM journal_entry WHERE kind = 'test.kept' AND (body->>'n')::int >= $1 ORDER BY 1",
        [low],
      )
    ).map(({ n }) => n);

  it('are committed together when they come together: fewer transactions than units', async () => {
    const transactions = async () =>
      (await rows.query<{ xid: string }>('SELECT DISTINCT xmin::text AS xid FROM kept WHERE n < 1000')).length;
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, n) => keep(n)));
    expect(outcomes).toEqual(Array.from({ length: 200 }, (_, n) => ok(n)));
    expect(await keptFrom(0)).toHaveLength(200);
    expect(await entriesFrom(0)).toEqual(await keptFrom(0));
    expect(await transactions()).toBeLessThan(100);
  });

  it('fail alone: what is wrong with one keeps no other from being written, and leaves no half of itself', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => (n % 7 === 0 ? keep(1_000 + n, null) : keep(1_000 + n))),
    );
    const failed = outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [1_000 + n] : []));
    expect(failed).toEqual(Array.from({ length: 9 }, (_, n) => 1_000 + n * 7));
    const written = Array.from({ length: 60 }, (_, n) => 1_000 + n).filter((n) => !failed.includes(n));
    expect(await keptFrom(1_000)).toEqual(written);
    expect(await entriesFrom(1_000)).toEqual(written);
  });

  it('happen once for each Idempotency-Key, however many send it at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => keep(2_000 + (n % 4), '봉수', request(`key-${n % 4}`))));
    expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => ok(2_000 + (n % 4))));
    expect(await keptFrom(2_000)).toEqual([2_000, 2_001, 2_002, 2_003]);
    expect(await entriesFrom(2_000)).toEqual([2_000, 2_001, 2_002, 2_003]);
  });

  it('draw rising numbers, each once', async () => {
    const drawn = await Promise.all(Array.from({ length: 150 }, () => work.run(actor, async (tx) => ok(await tx.next('kept_number')))));
    expect(drawn).toEqual(Array.from({ length: 150 }, (_, n) => ok(n + 1)));
  });

  it('do not wait for one that must wait for a row: what changes rows goes by itself', async () => {
    await keep(4_000);
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('BEGIN; UPDATE kept SET word = word WHERE n = 4000');
    const change = work.run(actor, async (tx) => (tx.write('UPDATE kept SET word = $1 WHERE n = 4000', ['불']), ok(null)));
    const others = await Promise.all(Array.from({ length: 20 }, (_, n) => keep(4_001 + n)));
    expect(others.every(({ ok: kept }) => kept)).toBe(true);
    await holder.query('COMMIT');
    await holder.end();
    expect(await change).toEqual(ok(null));
  });

  it('are not written a second time on a guess when the connection is lost', async () => {
    const cut = asOwner(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    const outcomes = await Promise.allSettled([...Array.from({ length: 100 }, (_, n) => keep(3_000 + n)), cut]);
    const acknowledged = outcomes.slice(0, 100).flatMap(({ status }, n) => (status === 'fulfilled' ? [3_000 + n] : []));
    const written = await keptFrom(3_000);
    expect(written).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(written).size).toBe(written.length);
    expect(await entriesFrom(3_000)).toEqual(written);
  });
});
