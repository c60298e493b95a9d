import { failure } from './failure';
import type { Execution } from './execution';
import type { KnownStatement } from './known-statement';
import type { Row } from './table';

const TABLE = 'platform_promised_job';
const dueMs = (row: Row): number => (row.due_at as Date).getTime();
const promised = ({ id, job, queue, payload, correlation_id, due_at }: Row): Row => ({ id, job, queue, payload, correlation_id, due_at });

function keep(execution: Execution, row: Row): Row[] {
  const promise: Row = {
    ...row,
    promised_at: new Date(String(row.promised_at)),
    due_at: new Date(String(row.due_at)),
    ...{ failures: 0, last_failure: null, dead_at: null, kept_at: null, outcome: null },
  };
  if (execution.isTaken(TABLE, promise) && !execution.lacks('promise-key')) {
    execution.secondFenceHeld('what an entry promises was about to be owed twice');
    return [];
  }
  execution.insert(TABLE, promise, 'promise-key');
  return [promised(promise)];
}

/** What the house owes. */
export const jobStatements: readonly KnownStatement[] = [
  {
    says: /^INSERT INTO platform_promised_job .* ON CONFLICT \(job, key\) DO NOTHING RETURNING/,
    does: (execution, [rows]) => {
      // Taken away, the two are not one: as if the cursor had been committed and this was lost on its way.
      if (execution.lacks('cursor-with-promises') && execution.nextSerial() % 3 === 0) return [];
      const seen = new Set<string>();
      return (JSON.parse(String(rows)) as Row[]).flatMap((row) => {
        const key = `${String(row.job)}/${String(row.key)}`;
        if (seen.has(key) && !execution.lacks('promise-key')) return [];
        seen.add(key);
        return keep(execution, row);
      });
    },
  },
  {
    says: /^SELECT id, job, .* FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= \$1 AND .* ORDER BY due_at, id LIMIT \$2$/,
    does: (execution, [horizon, limit, afterAt, afterId]) => {
      if (execution.lacks('reconciler')) return [];
      const isAfter = (row: Row): boolean => {
        if (afterAt === null) return true;
        const differenceMs = dueMs(row) - (afterAt as Date).getTime();
        return differenceMs > 0 || (differenceMs === 0 && String(row.id) > String(afterId));
      };
      return execution
        .all(TABLE)
        .filter((row) => row.kept_at === null && row.dead_at === null && dueMs(row) <= (horizon as Date).getTime() && isAfter(row))
        .sort((a, b) => dueMs(a) - dueMs(b) || (String(a.id) < String(b.id) ? -1 : 1))
        .slice(0, Number(limit))
        .map(promised);
    },
  },
  {
    says: /^UPDATE platform_promised_job SET failures = failures \+ 1, last_failure = 'given-up-by-the-queue', .* WHERE id = \$1 AND kept_at IS NULL RETURNING dead_at IS NULL AS alive$/,
    does: (execution, [id, attempts]) => {
      const row = execution.get(TABLE, String(id));
      if (row === undefined || row.kept_at !== null) return [];
      const failures = Number(row.failures) + 1;
      const dead_at = failures >= Number(attempts) ? new Date(execution.nowMs) : null;
      execution.update(TABLE, row, { failures, dead_at, last_failure: 'given-up-by-the-queue' });
      return [{ alive: dead_at === null }];
    },
  },
  {
    says: /^UPDATE platform_promised_job AS promised SET kept_at = clock_timestamp\(\), outcome = closed\.outcome .* AND promised\.kept_at IS NULL$/,
    does: (execution, [ids, outcomes]) => {
      (ids as string[]).forEach((id, at) => {
        const row = execution.get(TABLE, id);
        if (row?.kept_at === null)
          execution.update(TABLE, row, { kept_at: new Date(execution.nowMs), outcome: (outcomes as string[])[at] });
      });
      return [];
    },
  },
  {
    says: /^UPDATE platform_promised_job SET failures = failures \+ 1, last_failure = \$2, dead_at = CASE WHEN \$3 THEN clock_timestamp\(\) END WHERE id = \$1 AND kept_at IS NULL$/,
    does: (execution, [id, reason, isDead]) => {
      const row = execution.get(TABLE, String(id));
      const dead_at = isDead === true ? new Date(execution.nowMs) : null;
      if (row?.kept_at === null) execution.update(TABLE, row, { failures: Number(row.failures) + 1, last_failure: reason, dead_at });
      return [];
    },
  },
  {
    // The hourly revival of what lies dead in `sealed`: nothing is sealed here.
    says: /^WITH revived AS \( UPDATE platform_promised_job SET dead_at = NULL/,
    does: (_execution, [queue]) => {
      if (queue !== 'sealed') throw failure('0A000', 'the simulation revives nothing but what is sealed');
      return [];
    },
  },
  {
    says: /^SELECT position, originator_kind, originator_id, over_mission, .* FROM platform_promised_job AS promised LEFT JOIN platform_seal .* WHERE promised\.id = \$1$/,
    does: (execution, [id]) => {
      const row = execution.get(TABLE, String(id));
      return row === undefined
        ? []
        : [{ ...row, position: row.position === null ? null : String(Number(row.position)), sealed_incident: null, before_seal: null }];
    },
  },
  {
    says: /^SELECT DISTINCT queue FROM platform_promised_job WHERE kept_at IS NULL AND queue LIKE 'lane-%' ORDER BY queue$/,
    does: (execution) =>
      [
        ...new Set(
          execution
            .all(TABLE)
            .flatMap(({ kept_at, queue }) => (kept_at === null && String(queue).startsWith('lane-') ? [String(queue)] : [])),
        ),
      ]
        .sort()
        .map((queue) => ({ queue })),
  },
  {
    // Not of the house: the effect of the jobs that propose duplicates, which the simulation does in its own way so that twice shows.
    says: /^simulation mark$/,
    does: (execution, [id, promiseId, about]) => {
      execution.insert('simulation_mark', { id, promiseId, about });
      return [];
    },
  },
];
