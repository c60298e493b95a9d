import { Client } from 'pg';
import { isProtected } from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { loadClassifications } from './personal-data-document';

interface Column {
  table: string;
  column: string;
  type: string;
  sealed: boolean;
}

/** A part of a table holds what the table holds. Queues hold ids and small facts; their tables are BullMQ's own and lie in another schema. */
const COLUMNS = `
  SELECT t.relname AS table, c.attname AS column, format_type(c.atttypid, c.atttypmod) AS type,
         EXISTS (SELECT 1 FROM pg_constraint AS k WHERE k.conrelid = t.oid AND k.contype = 'c'
                    AND pg_get_constraintdef(k.oid) LIKE 'CHECK (platform_is_sealed(' || c.attname || '))%') AS sealed
    FROM pg_attribute AS c JOIN pg_class AS t ON t.oid = c.attrelid JOIN pg_namespace AS s ON s.oid = t.relnamespace
   WHERE s.nspname = 'public' AND t.relkind IN ('r', 'p') AND NOT t.relispartition AND c.attnum > 0 AND NOT c.attisdropped`;

describe('what is kept of people', () => {
  let database: FreshDatabase;
  let columns: Column[];
  const classes = new Map<string, string>();
  beforeAll(async () => {
    database = await freshDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    columns = (await client.query<Column>(COLUMNS)).rows;
    await client.end();
    for (const { table, columns: of } of await loadClassifications()) for (const [column, is] of of) classes.set(`${table}.${column}`, is);
  });
  afterAll(() => database.drop());

  it('is said of every column of every table', () => {
    const unknown = columns.map(({ table, column }) => `${table}.${column}`).filter((place) => !classes.has(place));
    expect(unknown).toEqual([]);
  });

  it('is said of no column that is not there', () => {
    const there = new Set(columns.map(({ table, column }) => `${table}.${column}`));
    expect([...classes.keys()].filter((place) => !there.has(place))).toEqual([]);
  });

  it('lies encrypted where it is P2 or P3: the database itself refuses clear text', () => {
    const guarded = columns.filter(({ table, column }) => isProtected((classes.get(`${table}.${column}`) ?? 'P0') as 'P0'));
    expect(guarded.length).toBeGreaterThan(4);
    expect(guarded.filter(({ sealed, type }) => !sealed || type !== 'text').map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });
});
