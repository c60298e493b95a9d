import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, PutAccount, accessEntities } from '@bongsu/access';
import { type Refusal, type Result, defineEntry, ok } from '@bongsu/kernel';
import {
  type Actor,
  HandlesJob,
  type JobHandler,
  PlatformJobsModule,
  PlatformModule,
  RoutesEntries,
  SequencerModule,
  UnitOfWork,
  defineJob,
  promise,
  route,
  systemActor,
} from '@bongsu/platform';
import { Client } from 'pg';
import { z } from 'zod';
import { eventually } from '../../../../test/harness/eventually';
import { databaseUrl, freshDatabase } from '../../../../test/harness/fresh-database';
import { NoLanesModule } from '../../../../test/harness/no-lanes';
import { testSettings } from '../../../../test/harness/settings';
import { describeOnRedis } from '../../../../test/harness/test-redis';
import { backUp } from './back-up';
import { restore } from './restore';
import { verifyRestored } from './verify-restored';

const body = z.strictObject({ n: z.int() });
const Asked = defineEntry('test.asked', body);
const Told = defineEntry('test.told', body);
const tell = defineJob({
  name: 'test.tell',
  queue: 'dispatch',
  actsFor: 'house',
  because: 'nobody but the test asks for it',
  schema: body,
  attempts: 1_000,
  backoff: { type: 'fixed', delayMs: 100 },
});
/** What left the house: every run of the handler, in whichever world. */
const gate = { isOpen: true };

@Injectable()
@HandlesJob(tell)
class TellJob implements JobHandler<typeof tell> {
  constructor(private readonly work: UnitOfWork) {}

  handle({ n }: { n: number }, actor: Actor): Promise<Result<unknown, Refusal>> {
    if (!gate.isOpen && n > 2) throw new Error('not yet');
    return this.work.run(actor, (tx) => {
      tx.append(Told.of({ subject: { type: 'n', id: String(n) }, audience: ['*'], body: { n } }));
      return Promise.resolve(ok(null));
    });
  }
}

@Injectable()
@RoutesEntries()
class Routes {
  readonly routes = [route(Asked, ({ body: { n } }) => [promise(tell, { n }, { key: String(n) })])];
}

describeOnRedis('a backup and what comes back of it', (redisUrl) => {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-backup-'));
  const out = join(folder, 'first');
  const prefix = `t${randomUUID().slice(0, 8)}`;
  const quiet = (): void => undefined;
  let source: Awaited<ReturnType<typeof freshDatabase>>;
  let running: INestApplicationContext | undefined;
  const made: string[] = [];

  const start = async (url: string): Promise<INestApplicationContext> => {
    const settings = testSettings({ DATABASE_URL: url, REDIS_URL: redisUrl, QUEUE_PREFIX: prefix });
    @Module({
      imports: [
        PlatformModule.forProcess({ settings, entities: accessEntities, name: 'test' }),
        SequencerModule,
        AccessModule,
        { module: PlatformJobsModule, imports: [NoLanesModule] },
      ],
      providers: [TellJob, Routes],
    })
    class House {}
    return (running = await NestFactory.createApplicationContext(House, { logger: false, abortOnError: false }));
  };
  const ask = (n: number) =>
    running?.get(UnitOfWork).run(systemActor('test', 'test'), (tx) => {
      tx.append(Asked.of({ subject: { type: 'n', id: String(n) }, audience: ['*'], body: { n } }));
      return Promise.resolve(ok(null));
    });
  const query = async <Row extends object>(url: string, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const toldOf = async (url: string): Promise<number[]> =>
    (await query<{ n: number }>(url, `SELECT (body->>'n')::int AS n FROM journal_entry WHERE kind = 'test.told' ORDER BY 1`)).map(
      ({ n }) => n,
    );
  const empty = async (): Promise<string> => {
    const name = `test_restored_${randomUUID().slice(0, 8)}`;
    await query(databaseUrl('postgres'), `CREATE DATABASE ${name}`);
    made.push(name);
    return databaseUrl(name);
  };

  beforeAll(async () => {
    source = await freshDatabase();
    // A house that is older than today: its first part ends in another month.
    await query(
      source.url,
      `ALTER TABLE journal_entry DETACH PARTITION journal_entry_first;
       ALTER TABLE journal_entry ATTACH PARTITION journal_entry_first FOR VALUES FROM (MINVALUE) TO (2025010000000000);
       SELECT journal_make_part(202501)`,
    );
    await start(source.url);
    await ask(1);
    await ask(2);
    await eventually('both jobs are done', async () => (await toldOf(source.url)).length === 2);
    // From here on jobs are owed and not done.
    gate.isOpen = false;
    await ask(3);
    await eventually(
      'it is owed',
      async () => (await query(source.url, `SELECT FROM platform_promised_job WHERE key = '3' AND failures > 0`)).length === 1,
    );
    await backUp(source.url, out);
  }, 60_000);
  afterAll(async () => {
    gate.isOpen = true;
    await running?.close();
    await source.drop();
    for (const name of made) await query(databaseUrl('postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is a folder that its owner alone may read, whole when its manifest is there', () => {
    expect(statSync(out).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(out)) expect([file, statSync(join(out, file)).mode & 0o777]).toEqual([file, 0o600]);
    expect(existsSync(join(out, 'manifest.json'))).toBe(true);
  });

  it('holds what is encrypted as it is encrypted, and no key', async () => {
    const canary = 'Canary of the Backup';
    const grants = [{ role: 'duty-officer' as const, missions: '*' as const }];
    const account = { email: 'canary@test.invalid', password: 'correct horse battery staple', displayName: canary, grants };
    await running?.get(PutAccount, { strict: false }).execute(account, systemActor('test', 'test'));
    const later = join(folder, 'later');
    const { tables } = await backUp(source.url, later);
    expect(tables.find(({ name }) => name === 'platform_data_key')?.rows).toBeGreaterThan(0);
    expect(gunzipSync(readFileSync(join(later, 'access_account.copy.gz'))).toString()).toContain('\tbs1.');
    const settings = testSettings({ DATABASE_URL: source.url });
    const text = tables.map(({ file }) => gunzipSync(readFileSync(join(later, file))).toString()).join('\n');
    const keys = [settings.personalData.PERSONAL_DATA_KEYS?.split(':')[1] ?? '?', settings.personalData.PERSONAL_DATA_INDEX_KEY ?? '?'];
    for (const secret of [canary, account.email, account.password, ...keys]) expect(text.includes(secret)).toBe(false);
  });

  it('restored: the chain verifies, what was done is not done again, what was owed is done once, what came after is gone', async () => {
    // After the backup the house went on, and then its disk was lost. Redis was not.
    gate.isOpen = true;
    await eventually('the third job is done in the world that will be lost', async () => (await toldOf(source.url)).includes(3));
    await ask(4);
    await eventually('and a fourth', async () => (await toldOf(source.url)).includes(4));
    await running?.close();

    const url = await empty();
    const manifest = await restore(url, out, quiet);
    await verifyRestored(url, quiet);
    // PostgreSQL plans with what it was told of the rows, not with empty tables.
    const counted = "SELECT sum(reltuples)::int AS n FROM pg_class WHERE relname LIKE 'journal_entry%' AND relkind = 'r' AND reltuples > 0";
    expect((await query<{ n: number }>(url, counted))[0]?.n).toBe(manifest.journal.entries);
    expect(await toldOf(url)).toEqual([1, 2]);
    await start(url);
    await eventually('what was owed is done', async () => (await toldOf(url)).includes(3));
    await ask(5);
    await eventually('and the house goes on', async () => (await toldOf(url)).includes(5));
    // The first two were done before the backup, the fourth never happened; Redis knew of all of them.
    expect(await toldOf(url)).toEqual([1, 2, 3, 5]);
    await eventually('all is numbered', async () => (await query(url, 'SELECT FROM journal_entry WHERE position IS NULL')).length === 0);
    const [head] = await query<{ head: string; n: string }>(url, 'SELECT max(position) AS head, count(*) AS n FROM journal_entry');
    expect(head?.head).toBe(head?.n);
    expect(Number(head?.head)).toBeGreaterThan(manifest.journal.entries);
    await running?.close();
    running = undefined;
    await verifyRestored(url, quiet);
  }, 60_000);

  it('gives the same rows, rights and rules as it had', async () => {
    const url = await empty();
    const { tables } = await restore(url, out, quiet);
    for (const { name, rows } of tables)
      expect([name, Number((await query<{ n: string }>(url, `SELECT count(*) AS n FROM ${name}`))[0]?.n)]).toEqual([name, rows]);
    const rules = `
      SELECT conrelid::regclass::text || conname || pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT tgrelid::regclass::text || tgname || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT oid::regclass::text || coalesce(relacl::text, '') || relrowsecurity::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
      ORDER BY 1`;
    expect(await query(url, rules)).toEqual(await query(source.url, rules));
    const numbers = `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`;
    const restored = new Map(
      (await query<{ sequencename: string; last_value: string | null }>(url, numbers)).map((row) => [row.sequencename, row.last_value]),
    );
    expect(restored.size).toBeGreaterThan(1);
    // An unsafe moment to draw the same number twice would be right after a restore.
    const [serial] = await query<{ top: string }>(url, 'SELECT max(serial) AS top FROM journal_entry');
    expect(Number(restored.get('journal_entry_serial_seq'))).toBeGreaterThanOrEqual(Number(serial?.top));
  }, 60_000);

  it('gives back a long table byte for byte, however its texts are written', async () => {
    const filled = await freshDatabase();
    // Longer than every buffer on the way; line breaks, tabs, backslashes, and what COPY itself means by \\N and \\.
    await query(
      filled.url,
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at)
       SELECT gen_random_uuid(), 'test.long', n || E'\\t\\n\\\\N\\\\.\\r 봉수 ' || repeat(md5(n::text), n % 60), 'dispatch',
              jsonb_build_object('n', n, 'text', E'a\\nb\\\\'), 'test', now(), now() FROM generate_series(1, 30000) AS n`,
    );
    const long = join(folder, 'long');
    const { tables } = await backUp(filled.url, long);
    expect(tables.find(({ name }) => name === 'platform_promised_job')?.rows).toBe(30_000);
    const url = await empty();
    await restore(url, long, quiet);
    const digest = `SELECT count(*) AS n, md5(string_agg(md5(p::text), '' ORDER BY id)) AS said FROM platform_promised_job AS p`;
    expect(await query(url, digest)).toEqual(await query(filled.url, digest));
    await filled.drop();
  }, 60_000);

  it('is refused where there is something already, and when a byte of it changed', async () => {
    await expect(restore(source.url, out, quiet)).rejects.toThrow('a restore never overwrites');
    const part = readdirSync(out).find((file) => /^journal_entry_\d{4}_\d{2}\.copy\.gz$/.test(file)) ?? '?';
    const damaged = join(out, part);
    const bytes = readFileSync(damaged);
    writeFileSync(damaged, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]));
    const url = await empty();
    await expect(restore(url, out, quiet)).rejects.toThrow(`${part} is not what was written`);
    expect(await query(url, `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`)).toEqual([]);
    writeFileSync(damaged, bytes);
    // Every file is whole, and yet it does not fit: that is seen when tables are there already.
    const manifest = readFileSync(join(out, 'manifest.json'), 'utf8');
    writeFileSync(
      join(out, 'manifest.json'),
      manifest.replace(/"rows": (\d+)/, (_, rows: string) => `"rows": ${String(Number(rows) + 1)}`),
    );
    await expect(restore(url, out, quiet)).rejects.toThrow(
      /stopped half-way: .* nothing was restored.*before the next try give it an empty one/,
    );
    await expect(restore(url, out, quiet)).rejects.toThrow('a restore never overwrites');
    rmSync(join(out, 'manifest.json'));
    await expect(restore(url, out, quiet)).rejects.toThrow('no whole backup');
  });
});
