import type { World } from '../world/world';

interface Row {
  [column: string]: unknown;
  key: string;
  id: string | null;
  rows: string;
  entries: string;
}

/**
 * Every intake that was acknowledged: one row, one entry in the journal, and its key remembers the same id. Of those that were sent and never
 * answered: at most one. And nothing beside them under any key of ours.
 */
export async function checkAcknowledged(world: World): Promise<string[]> {
  const { reports, unanswered } = world.acknowledged;
  const keys = [...reports.keys()];
  const ids = keys.map((key) => reports.get(key)?.id ?? '');
  const rows = await world.sql<Row>(
    `SELECT asked.key, asked.id,
            (SELECT count(*) FROM incidents_report WHERE id = asked.id::uuid) AS rows,
            coalesce(told.entries, 0) AS entries
       FROM unnest($1::text[], $2::text[]) AS asked(key, id)
            LEFT JOIN (SELECT subject_id, count(*) AS entries FROM journal_entry WHERE kind = 'incidents.report-filed' GROUP BY subject_id) AS told
                   ON told.subject_id = asked.id`,
    [keys, ids],
  );
  const broken = rows
    .filter(({ rows: found, entries }) => found !== '1' || entries !== '1')
    .map(({ key, id, rows: found, entries }) => `${key} was answered with ${String(id)}: ${found} rows, ${entries} entries`);
  const twice = ids.length - new Set(ids).size;
  if (twice > 0) broken.push(`${twice} keys were answered with the report of another`);
  return [...broken, ...(await surplus(world, keys.length, unanswered.size))];
}

/** Reports that people filed here, beside those that clients know of. */
async function surplus(world: World, acknowledged: number, unanswered: number): Promise<string[]> {
  const filed = await world.count("SELECT count(*) AS n FROM platform_idempotency_key WHERE key LIKE 'faults:%' AND answer IS NOT NULL");
  const rows = await world.count('SELECT count(*) AS n FROM incidents_report WHERE feed IS NULL');
  const most = acknowledged + unanswered + world.acknowledged.otherwiseFiled;
  const broken: string[] = [];
  if (filed > acknowledged + unanswered) broken.push(`${filed} keys were kept, of ${acknowledged + unanswered} that were sent`);
  if (rows > most) broken.push(`${rows} reports are there, and at most ${most} were filed: some are there twice`);
  return broken;
}
