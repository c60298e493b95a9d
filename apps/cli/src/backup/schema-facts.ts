import type { Client } from 'pg';

export interface TableFacts {
  readonly name: string;
  readonly columns: string[];
  readonly partition: { readonly of: string; readonly bounds: string } | null;
}

/** Tables of the house that hold rows themselves: parts instead of the table that is kept in parts. Generated columns come by themselves. */
export async function tablesOf(client: Client): Promise<TableFacts[]> {
  const { rows } = await client.query<TableFacts>(`
    SELECT c.relname AS name,
           (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
           CASE WHEN c.relispartition THEN jsonb_build_object(
             'of', (SELECT p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid),
             'bounds', pg_get_expr(c.relpartbound, c.oid)) END AS partition
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`);
  return rows;
}

export async function sequencesOf(client: Client): Promise<{ name: string; last: string; isCalled: boolean }[]> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1`,
  );
  const found: { name: string; last: string; isCalled: boolean }[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ last: string; isCalled: boolean }>(
      `SELECT last_value::text AS last, is_called AS "isCalled" FROM public.${client.escapeIdentifier(name)}`,
    );
    if (rows[0] !== undefined) found.push({ name, ...rows[0] });
  }
  return found;
}

/** Names of the migrations that a database has had, oldest first. */
export async function migrationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}

export async function journalOf(client: Client): Promise<{ entries: number; headSeal: string | null }> {
  const { rows } = await client.query<{ entries: string; seal: string | null }>(`
    SELECT coalesce(max(position), 0)::text AS entries,
           (SELECT encode(seal, 'hex') FROM journal_entry WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1) AS seal FROM journal_entry`);
  return { entries: Number(rows[0]?.entries ?? 0), headSeal: rows[0]?.seal ?? null };
}
