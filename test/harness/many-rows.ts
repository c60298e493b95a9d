import type { Client } from 'pg';

/** What differs from one copy of a row to the next, as SQL over `n`; all else is as in the row that is copied. */
export interface Copies {
  readonly table: string;
  readonly differing: Readonly<Record<string, string>>;
  /** The row that is copied: a condition; the first row when left out. */
  readonly from?: string;
}

/** Text that was erased: its key is destroyed. What is sealed is bound to its row, so a copy of it would not open. */
const ERASED = `bs1.${'A'.repeat(22)}.${'A'.repeat(16)}.${'A'.repeat(22)}.${'A'.repeat(90)}`;
const DESTROYED_KEY = `
  INSERT INTO platform_data_key (id, subject_type, subject_id, made_at, destroyed_at)
  VALUES ('00000000-0000-0000-0000-000000000000', 'copies', 'copies', now(), now()) ON CONFLICT DO NOTHING`;

/** Copies of a row until the table has `rows` of them; `client` is the owner's. Throws when there is nothing to copy. */
export async function copyRows(client: Client, { table, differing, from = 'true' }: Copies, rows: number): Promise<void> {
  await client.query(DESTROYED_KEY);
  const { rows: counted } = await client.query<{ there: string }>(`SELECT count(*) AS there FROM ${table}`);
  const there = Number(counted[0]?.there);
  if (there === 0) throw new Error(`${table} has no row that could be copied`);
  // Neither triggers nor foreign keys look at each copy: the first row was good.
  await client.query('SET session_replication_role = replica');
  const own = Object.entries(differing).map(([column, value]) => `'${column}', ${value}`);
  await client.query(
    `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
     SELECT copy.*
       FROM (SELECT jsonb_object_agg(column_of.key, CASE WHEN column_of.value #>> '{}' LIKE 'bs1.%' THEN to_jsonb($3::text) ELSE column_of.value END) AS was
               FROM (SELECT to_jsonb(one) AS row FROM ${table} AS one WHERE ${from} LIMIT 1) AS original, jsonb_each(original.row) AS column_of) AS original,
            generate_series($1::int + 1, $2::int) AS n,
            jsonb_populate_record(NULL::${table}, original.was || jsonb_build_object(${own.join(', ')})) AS copy`,
    [there, rows, ERASED],
  );
  await client.query('RESET session_replication_role');
}
