import type { Execution } from './execution';
import type { KnownStatement } from './known-statement';
import type { Row } from './table';

const TABLE = 'platform_idempotency_key';

function claim(execution: Execution, row: Row): Row[] {
  if (execution.isTaken(TABLE, row) && !execution.lacks('idempotency-key')) return [];
  execution.insert(TABLE, row, 'idempotency-key');
  return [{ one: 1 }];
}

/** What makes a request or a job happen once; and the time by which everybody decides. */
export const onceStatements: readonly KnownStatement[] = [
  { says: /^SELECT extract\(epoch FROM clock_timestamp\(\)\) \* 1000 AS ms$/, does: (execution) => [{ ms: String(execution.nowMs) }] },
  {
    // As a new request, with its answer: fails when the key was used before.
    says: /^INSERT INTO platform_idempotency_key \(actor_id, key, fingerprint, claimed_at, answer\) VALUES \(\$1, \$2, \$3, \$4, \$5::jsonb\)$/,
    does: (execution, [actor_id, key, fingerprint, claimed_at, answer]) => {
      const row = { actor_id, key, fingerprint, claimed_at, answer: JSON.parse(String(answer)) as unknown };
      execution.insert(TABLE, row, 'idempotency-key');
      return [];
    },
  },
  {
    says: /^INSERT INTO platform_idempotency_key .* ON CONFLICT DO NOTHING RETURNING 1 AS one$/,
    does: (execution, [actor_id, key, fingerprint, claimed_at]) =>
      claim(execution, { actor_id, key, fingerprint, claimed_at, answer: null }),
  },
  {
    says: /^SELECT fingerprint, answer FROM platform_idempotency_key WHERE actor_id = \$1 AND key = \$2$/,
    does: (execution, [actor_id, key]) => {
      const row = execution.get(TABLE, execution.keyOf(TABLE, { actor_id, key }));
      return row === undefined ? [] : [{ fingerprint: row.fingerprint, answer: row.answer }];
    },
  },
  {
    says: /^UPDATE platform_idempotency_key SET answer = \$3::jsonb WHERE actor_id = \$1 AND key = \$2$/,
    does: (execution, [actor_id, key, answer]) => {
      const row = execution.get(TABLE, execution.keyOf(TABLE, { actor_id, key }));
      if (row !== undefined) execution.update(TABLE, row, { answer: JSON.parse(String(answer)) as unknown });
      return [];
    },
  },
  {
    // The dedup row of a job: whoever comes second waits for the first, looks again and keeps nothing.
    says: /^UPDATE platform_promised_job SET kept_at = \$2, outcome = 'done' WHERE id = \$1 AND kept_at IS NULL RETURNING EXISTS/,
    does: (execution, [id, keptAt]) => {
      const row = execution.get('platform_promised_job', String(id));
      if (row === undefined || (row.kept_at !== null && !execution.lacks('dedup-row'))) return [];
      // Waited for, the row is looked at again: this statement is run from its beginning.
      execution.update('platform_promised_job', row, { kept_at: keptAt, outcome: 'done' });
      return [{ sealed: false }];
    },
  },
  {
    says: /^UPDATE platform_promised_job SET outcome = \$2 WHERE id = \$1$/,
    does: (execution, [id, outcome]) => {
      const row = execution.get('platform_promised_job', String(id));
      if (row !== undefined) execution.update('platform_promised_job', row, { outcome });
      return [];
    },
  },
];
