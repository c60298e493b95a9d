import type { Instant } from '@bongsu/kernel';
import type { Client } from 'pg';

/** A part of the journal that has entries and to which no more are added. */
export interface Part {
  readonly name: string;
  readonly entries: number;
  readonly numbered: number;
  readonly first: number;
  readonly last: number;
  readonly lastAt: Instant;
}

interface Row {
  entries: string;
  numbered: string;
  first: string | null;
  last: string | null;
  last_at: Date | null;
}

/** Where a part ends, in serials, as the catalogue says it: `FOR VALUES FROM (MINVALUE) TO ('2026110000000000')`. */
const ENDS = String.raw`substring(pg_get_expr(relpartbound, pg_class.oid) FROM 'TO \(''?(\d+)')::bigint`;

/** Those whose month is over and begun anew elsewhere, the oldest first. An empty one is in nobody's way. */
export async function closedParts(owner: Client): Promise<Part[]> {
  const { rows: names } = await owner.query<{ name: string }>(`
    SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = 'journal_entry'::regclass AND NOT inhdetachpending
       AND (SELECT last_value FROM journal_entry_serial_seq) >= ${ENDS}
     ORDER BY ${ENDS}`);
  const found: Part[] = [];
  for (const { name } of names) {
    const { rows } = await owner.query<Row>(
      `SELECT count(*) AS entries, count(position) AS numbered, min(position) AS first, max(position) AS last, max(at) AS last_at FROM ${name}`,
    );
    const [row] = rows;
    if (row === undefined || row.last_at === null) continue;
    const [entries, numbered, first, last] = [row.entries, row.numbered, row.first, row.last].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    found.push({ name, entries, numbered, first, last, lastAt: row.last_at.toISOString() });
  }
  return found;
}
