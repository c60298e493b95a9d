import { Client, type PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { closedParts } from '../../../../../apps/cli/src/journal/parts';
import { type MigrationClass, loadMigrations } from '../../../../../apps/cli/src/migrations';
import { type FreshDatabase, freshDatabase } from '../../../../../test/harness/fresh-database';

const INSERT = `INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body)
  VALUES (gen_random_uuid(), 'test.noted', now(), 'system', 'test', 'note', 'raw', '{}', 'c', '{}')`;
/** What makes parts of the journal and what stands on them, the first first. */
const OF_PARTS = ['JournalBound', 'JournalBoundHolds', 'JournalParts', 'JournalArchive'];

describe('the migrations that make parts of the journal', () => {
  let database: FreshDatabase;
  let source: DataSource;
  let runner: QueryRunner;
  let migrations: MigrationClass[];
  let said: string[];

  beforeEach(async () => {
    const all = await loadMigrations();
    migrations = OF_PARTS.map((name) => all.find((one) => one.name.replace(/\d{13}$/, '') === name)).filter((one) => one !== undefined);
    database = await freshDatabase();
    source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    runner = source.createQueryRunner();
    said = [];
    const client = (await runner.connect()) as PoolClient;
    client.on('notice', ({ message }) => said.push(message ?? ''));
  });
  afterEach(async () => {
    await runner.release();
    await source.destroy();
    await database.drop();
  });

  const inTransaction = async (work: () => Promise<unknown>): Promise<void> => {
    await runner.startTransaction();
    await work();
    await runner.commitTransaction();
  };
  const down = async (): Promise<void> => {
    for (const one of [...migrations].reverse()) await inTransaction(() => new one().down(runner));
  };
  const up = async (): Promise<void> => {
    for (const one of migrations) await inTransaction(() => new one().up(runner));
  };
  const one = async <Row>(sql: string): Promise<Row> => ((await runner.query(sql)) as Row[])[0] as Row;
  const bounds = () =>
    one<{ ends: string; next: string }>(`
      SELECT pg_get_expr(relpartbound, oid) AS ends, journal_part_start(journal_month(clock_timestamp(), 1))::text AS next
        FROM pg_class WHERE relname = 'journal_entry_first'`);

  it('read nothing of a journal that is there while nobody else can have it', async () => {
    await down();
    await runner.query(INSERT);
    await runner.query('SET client_min_messages = debug1');
    await up();
    const attached = said.filter((line) => line.includes('"journal_entry_first"') && /constraint/.test(line));
    expect(attached).toEqual([expect.stringContaining('is implied by existing constraints')]);
    expect(said.filter((line) => /verifying table "journal_entry(_first)?"/.test(line))).toEqual(['verifying table "journal_entry"']);
    expect(await one(`SELECT count(*)::int AS n FROM pg_constraint WHERE conname = 'journal_entry_counted'`)).toEqual({ n: 0 });
  });

  it('let others write while what is there is read', async () => {
    await down();
    await runner.query(INSERT);
    const [bound, holds] = migrations;
    if (bound === undefined || holds === undefined) throw new Error('two make the bound');
    await inTransaction(() => new bound().up(runner));
    const other = new Client({ connectionString: database.url, options: '-c lock_timeout=2s' });
    await other.connect();
    await runner.startTransaction();
    await new holds().up(runner);
    await other.query(INSERT);
    await runner.commitTransaction();
    await other.end();
    expect(await one('SELECT count(*)::int AS n FROM journal_entry')).toEqual({ n: 2 });
  });

  it('can be gone back and gone again within the month: what was a part before is in the first', async () => {
    await runner.query('SELECT journal_keep_parts()');
    for (let n = 0; n < 3; n++) await runner.query(INSERT);
    await down();
    await runner.query(INSERT);
    await up();
    const { ends, next } = await bounds();
    expect(ends).toBe(`FOR VALUES FROM (MINVALUE) TO ('${next}')`);
    expect(await one('SELECT made, is_open FROM journal_keep_parts()')).toEqual({ made: 0, is_open: true });
    await runner.query(INSERT);
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    const closed = async () => (await closedParts(owner)).map(({ name }) => name);
    expect(await closed()).toEqual([]);
    await runner.query('SELECT journal_begin_part(journal_month(clock_timestamp(), 1))');
    await runner.query(INSERT);
    expect(
      await runner.query(
        `SELECT tableoid = 'journal_entry_first'::regclass AS first, count(*)::int AS n FROM journal_entry GROUP BY 1 ORDER BY n DESC`,
      ),
    ).toEqual([
      { first: true, n: 5 },
      { first: false, n: 1 },
    ]);
    // Until here it was the part of this month, which nobody may take out.
    expect(await closed()).toEqual(['journal_entry_first']);
    await owner.end();
  });
});
