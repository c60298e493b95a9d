import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { defineEntry, ok } from '@bongsu/kernel';
import { Database, JournalReader, JournalVerifier, PlatformModule, SequencerModule, UnitOfWork, systemActor } from '@bongsu/platform';
import { Client } from 'pg';
import { z } from 'zod';
import { migrate } from '../../../../../apps/cli/src/migrate';
import { loadMigrations } from '../../../../../apps/cli/src/migrations';
import { eventually } from '../../../../../test/harness/eventually';
import { databaseUrl, freshDatabase } from '../../../../../test/harness/fresh-database';
import { testSettings } from '../../../../../test/harness/settings';
import { metrics } from '../../telemetry/metrics';
import { FIRST_SEAL, sealOf } from '../seal';
import { PartsMetrics } from './parts-metrics';

const Noted = defineEntry('test.noted', z.strictObject({ n: z.number() }));
const actor = systemActor('test', 'correlation-1');
const INSERT = `INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body)
  VALUES (gen_random_uuid(), 'test.noted', now(), 'system', 'test', 'note', 'raw', '{}', 'c', '{}') RETURNING serial::text`;
const NEXT = 'journal_month(clock_timestamp(), 1)';

async function process(url: string): Promise<INestApplicationContext> {
  @Module({
    imports: [PlatformModule.forProcess({ settings: testSettings({ DATABASE_URL: url }), entities: [], name: 'test' }), SequencerModule],
    providers: [PartsMetrics],
  })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  return app.init();
}

async function ownerOf(url: string): Promise<Client> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  return owner;
}

describe('the parts of the journal', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let app: INestApplicationContext;
  let owner: Client;

  beforeEach(async () => {
    database = await freshDatabase();
    owner = await ownerOf(database.url);
    app = await process(database.url);
  });
  afterEach(async () => {
    await app.close();
    await owner.end();
    await database.drop();
  });

  const append = async (count: number): Promise<void> => {
    const head = await app.get(JournalReader).head();
    for (let n = 0; n < count; n++)
      await app.get(UnitOfWork).run(actor, async (tx) => {
        tx.append(Noted.of({ subject: { type: 'note', id: String(n) }, audience: ['*'], body: { n } }));
        return ok(null);
      });
    await eventually('all is numbered', async () => (await app.get(JournalReader).head()) === head + count);
  };
  const one = async <Row extends object>(sql: string): Promise<Row> => (await owner.query<Row>(sql)).rows[0] as Row;
  const partsWithEntries = async (): Promise<{ part: string; first: number; last: number }[]> =>
    (
      await owner.query<{ part: string; first: number; last: number }>(
        'SELECT tableoid::regclass::text AS part, min(position)::int AS first, max(position)::int AS last FROM journal_entry GROUP BY 1 ORDER BY 2',
      )
    ).rows;

  it('go on from month to month: every position of one stands before those of the next, and the chain holds across', async () => {
    await append(3);
    await owner.query(`SELECT journal_begin_part(${NEXT})`);
    await append(4);
    const parts = await partsWithEntries();
    expect(parts.map(({ first, last }) => [first, last])).toEqual([
      [1, 3],
      [4, 7],
    ]);
    const names = await one<{ now: string; next: string }>(
      `SELECT journal_part_name(journal_month(clock_timestamp())) AS now, journal_part_name(${NEXT}) AS next`,
    );
    expect(parts.map(({ part }) => part)).toEqual([names.now, names.next]);
    expect(await app.get(JournalVerifier).verify()).toMatchObject({ sound: true, entries: 7 });
    expect((await app.get(JournalReader).visible(2, 10)).map(({ position }) => position)).toEqual([3, 4, 5, 6, 7]);
  });

  it('are not begun over the head of somebody who is writing, and nobody waits for that long', async () => {
    const writing = await ownerOf(database.url);
    await writing.query('BEGIN');
    await writing.query(INSERT);
    expect(await one(`SELECT journal_begin_part(${NEXT}) AS done`)).toEqual({ done: false });
    await append(1);
    await writing.query('COMMIT');
    await writing.end();
    expect(await one(`SELECT journal_begin_part(${NEXT}) AS done`)).toEqual({ done: true });
    await eventually('both are numbered', async () => (await app.get(JournalReader).head()) === 2);
    expect(await partsWithEntries()).toHaveLength(1);
  });

  it('are begun once, whoever asks how often: no serial is drawn again', async () => {
    await owner.query(`SELECT journal_begin_part(${NEXT})`);
    await append(2);
    const clients = await Promise.all(Array.from({ length: 4 }, () => ownerOf(database.url)));
    await Promise.all(clients.map((client) => client.query(`SELECT journal_begin_part(${NEXT}), journal_keep_parts()`)));
    await Promise.all(clients.map((client) => client.end()));
    await append(2);
    expect(await one('SELECT count(DISTINCT serial)::int AS n FROM journal_entry')).toEqual({ n: 4 });
  });

  it('never refuse an entry: without a part for the next month it goes to the one before', async () => {
    await append(1);
    const next = await one<{ name: string }>(`SELECT journal_part_name(${NEXT}) AS name`);
    await owner.query(`ALTER TABLE journal_entry DETACH PARTITION ${next.name}; DROP TABLE ${next.name}`);
    expect(await one(`SELECT journal_begin_part(${NEXT}) AS done`)).toEqual({ done: false });
    await append(1);
    expect(await partsWithEntries()).toHaveLength(1);
    // The application itself can have it made again, and nothing else.
    const application = app.get(Database);
    expect(await application.query('SELECT made, is_open FROM journal_keep_parts()')).toEqual([{ made: 1, is_open: true }]);
    await expect(application.query('SELECT journal_begin_part(209901)')).rejects.toThrow(/permission denied/);
    await expect(application.query('SELECT journal_make_part(209901)')).rejects.toThrow(/permission denied/);
    await expect(application.query("SELECT setval('journal_entry_serial_seq', 1)")).rejects.toThrow(/permission denied/);
  });

  it('are made though several months are missing, and a month is begun when its part is there for good', async () => {
    for (const later of [0, 1, 2, 3]) {
      const { name } = await one<{ name: string }>(`SELECT journal_part_name(journal_month(clock_timestamp(), ${String(later)})) AS name`);
      await owner.query(`ALTER TABLE journal_entry DETACH PARTITION ${name}; DROP TABLE ${name}`);
    }
    await owner.query(`SELECT setval('journal_entry_serial_seq', 1)`);
    const keep = 'SELECT made, is_open FROM journal_keep_parts()';
    const other = await ownerOf(database.url);
    await other.query('BEGIN; LOCK TABLE journal_entry IN SHARE UPDATE EXCLUSIVE MODE');
    expect(await one(keep)).toEqual({ made: 0, is_open: false });
    await other.query('COMMIT');
    await other.end();
    // A sequence stays set when all else is undone: entries would then belong to a part that is not there.
    await owner.query('BEGIN');
    expect(await one(keep)).toEqual({ made: 4, is_open: false });
    await owner.query('ROLLBACK');
    await append(1);
    expect(await partsWithEntries()).toEqual([{ part: 'journal_entry_first', first: 1, last: 1 }]);
    await migrate(database.url);
    await append(1);
    expect(await partsWithEntries()).toHaveLength(2);
    expect(await one(keep)).toEqual({ made: 0, is_open: true });
  });

  it('each have the rules of the journal, those made later too', async () => {
    await owner.query('SELECT journal_make_part(209901), journal_begin_part(209901)');
    await append(2);
    const [part] = await partsWithEntries();
    expect(part?.part).toBe('journal_entry_2099_01');
    for (const table of ['journal_entry', 'journal_entry_2099_01']) {
      await expect(owner.query(`UPDATE ${table} SET body = '{}'`)).rejects.toThrow(/append-only/);
      await expect(owner.query(`UPDATE ${table} SET position = 9`)).rejects.toThrow(/append-only/);
      await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
      await expect(owner.query(`TRUNCATE ${table}`)).rejects.toThrow(/append-only/);
    }
    const application = app.get(Database);
    await expect(application.query('SELECT FROM journal_entry_2099_01')).rejects.toThrow(/permission denied/);
    await expect(application.query(INSERT.replace('journal_entry', 'journal_entry_2099_01'))).rejects.toThrow(/permission denied/);
    await expect(application.query('UPDATE journal_entry_2099_01 SET position = 9')).rejects.toThrow(/permission denied/);
    await expect(application.query('UPDATE journal_entry SET serial = 1')).rejects.toThrow(/permission denied/);
    await expect(application.query(INSERT.replace('(id,', '(position, seal, id,').replace('(gen', "(9, '\\x00', gen"))).rejects.toThrow(
      /permission denied/,
    );
    await owner.query(`SET ROLE bongsu_app; SET bongsu.reach = 'none'`);
    expect(await one('SELECT count(*)::int AS n FROM journal_entry')).toEqual({ n: 0 });
    await owner.query('RESET bongsu.reach');
    expect(await one('SELECT count(*)::int AS n FROM journal_entry')).toEqual({ n: 0 });
    await owner.query('RESET ROLE');
    const { rows } = await owner.query<{ name: string; guarded: boolean; open: boolean; policies: number; rules: string[] }>(`
      SELECT c.relname AS name, relrowsecurity AS guarded, has_any_column_privilege('bongsu_app', c.oid, 'SELECT, INSERT, UPDATE') AS open,
             (SELECT count(*)::int FROM pg_policy WHERE polrelid = c.oid) AS policies,
             (SELECT array_agg(tgname::text ORDER BY tgname) FROM pg_trigger WHERE tgrelid = c.oid AND tgenabled = 'O') AS rules
        FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid WHERE inhparent = 'journal_entry'::regclass`);
    const rules = ['journal_no_change', 'journal_no_delete', 'journal_no_truncate', 'journal_number_on', 'journal_number_once'];
    expect(rows.length).toBeGreaterThanOrEqual(6);
    for (const { name, ...row } of rows) expect({ name, ...row }).toEqual({ name, guarded: true, open: false, policies: 0, rules });
  });

  it('give no number twice and leave none out, though no index spans them', async () => {
    await append(2);
    await app.close();
    await owner.query(INSERT);
    await owner.query(`SELECT journal_begin_part(${NEXT})`);
    await owner.query(INSERT);
    const number = (...positions: number[]) =>
      owner.query(
        `UPDATE journal_entry SET position = given.position, seal = '\\x00'
           FROM (SELECT serial, unnest($1::int[]) AS position FROM (SELECT serial FROM journal_entry WHERE position IS NULL ORDER BY serial LIMIT 1) AS one) AS given
          WHERE journal_entry.serial = given.serial`,
        [positions],
      );
    await expect(number(2)).rejects.toThrow(/numbered on from its head|duplicate key/);
    await expect(number(4)).rejects.toThrow(/numbered on from its head: 4 to 4 refused/);
    await number(3);
    await expect(number(3)).rejects.toThrow(/numbered on from its head: 3 to 3 refused/);
    await expect(owner.query("UPDATE journal_entry SET position = 5, seal = '\\x00' WHERE position IS NULL")).rejects.toThrow(/refused/);
    await number(4);
    expect(await one('SELECT position::int AS position FROM journal_head')).toEqual({ position: 4 });
  });

  it('are told to whoever watches: how many are ahead, and whether this month’s is begun', async () => {
    const told = async () => (await metrics.metrics()).match(/^bongsu_journal_part\w+ \d+$/gm);
    expect(await told()).toEqual(['bongsu_journal_parts_ahead 3', 'bongsu_journal_part_behind 0']);
    const next = await one<{ name: string }>(`SELECT journal_part_name(${NEXT}) AS name`);
    await owner.query(`ALTER TABLE journal_entry DETACH PARTITION ${next.name}; DROP TABLE ${next.name}`);
    await owner.query("SELECT setval('journal_entry_serial_seq', 1)");
    expect(await told()).toEqual(['bongsu_journal_parts_ahead 2', 'bongsu_journal_part_behind 1']);
  });
});

it('a journal that is there already becomes the first part as it stands, with its seals', async () => {
  const admin = await ownerOf(databaseUrl('postgres'));
  const name = 'test_journal_of_before';
  await admin.query(`CREATE DATABASE ${name}`);
  const url = databaseUrl(name);
  const before = (await loadMigrations()).map((one) => one.name).filter((one) => Number(one.slice(-13)) < 1_700_004_000_000);
  await migrate(url, new Set(before));
  const owner = await ownerOf(url);
  try {
    let seal: Buffer = FIRST_SEAL;
    for (let position = 1; position <= 40; position++) {
      await owner.query(INSERT);
      const { rows } = await owner.query<Record<string, never> & { id: string; at: Date }>(
        'SELECT id, at FROM journal_entry WHERE serial = $1',
        [position],
      );
      const { id, at } = rows[0] ?? { id: '', at: new Date(0) };
      const salt = Buffer.alloc(16, position);
      const entry = { id, kind: 'test.noted', at: at.toISOString(), actor: { kind: 'system' as const, id: 'test' } };
      seal = sealOf(
        seal,
        position,
        { ...entry, subject: { type: 'note', id: 'raw' }, incidentId: null, audience: [], correlationId: 'c', body: {} },
        { version: 2, salt },
      );
      await owner.query('UPDATE journal_entry SET position = $1, seal = $2, seal_version = 2, salt = $3 WHERE serial = $1', [
        position,
        seal,
        salt,
      ]);
    }
    // The last one waits for its number while the house is brought to the new version.
    await owner.query(INSERT);
    const rows = "SELECT md5(string_agg(md5(e::text), '' ORDER BY serial)) AS said FROM journal_entry AS e WHERE serial <= 41";
    const { rows: stood } = await owner.query(rows);
    await migrate(url);
    expect((await owner.query(rows)).rows).toEqual(stood);
    const app = await process(url);
    await eventually('the numbering goes on', async () => (await app.get(JournalReader).head()) === 41);
    const { rows: next } = await owner.query<{ serial: string }>(INSERT);
    expect(Number(next[0]?.serial)).toBeGreaterThan(2026_11_00_0000_0000);
    await eventually('in the part of this month', async () => (await app.get(JournalReader).head()) === 42);
    expect(await app.get(JournalVerifier).verify()).toMatchObject({ sound: true, entries: 42 });
    await app.close();
  } finally {
    await owner.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
});
