import type { Execution } from './execution';
import { failure } from './failure';
import type { KnownStatement } from './known-statement';
import type { Row } from './table';

const place = (row: Row): number => Number(row.position);
/** Nothing is sealed in the simulation. */
const seen = (row: Row): Row => ({ ...row, place: String(row.serial), sealed_by: null });

function numbered(execution: Execution): Row[] {
  return execution.all('journal_entry').filter(({ position }) => position !== null);
}

function after(execution: Execution, from: number, limit: number, until = Number.MAX_SAFE_INTEGER): Row[] {
  return numbered(execution)
    .filter((row) => place(row) > from && place(row) <= until)
    .sort((a, b) => place(a) - place(b))
    .slice(0, limit)
    .map(seen);
}

/** serial is drawn when the row is written and visible when it is committed: a lower one may come later. */
function append(execution: Execution, entry: Row): void {
  execution.insert('journal_entry', {
    ...entry,
    serial: execution.nextSerial(),
    position: null,
    seal: null,
    salt: null,
    seal_version: null,
  });
}

export const journalStatements: readonly KnownStatement[] = [
  {
    says: /^INSERT INTO journal_entry \(id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body\) VALUES/,
    does: (execution, [id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body]) => {
      const entry = { id, kind, at: new Date(String(at)), actor_kind, actor_id, subject_type, subject_id, incident_id, audience };
      append(execution, { ...entry, correlation_id, body: JSON.parse(String(body)) as unknown });
      return [];
    },
  },
  {
    says: /^INSERT INTO journal_entry .* FROM jsonb_to_recordset\(\$1::jsonb\)/,
    does: (execution, [rows, at, actor_kind, actor_id, correlation_id]) => {
      for (const row of JSON.parse(String(rows)) as Row[])
        append(execution, { ...row, at: new Date(String(at)), actor_kind, actor_id, correlation_id });
      return [];
    },
  },
  {
    says: /^SELECT pg_try_advisory_lock\(\$1\) AS leads$/,
    does: (execution, [number]) => [{ leads: execution.tryAdvisoryLock(Number(number)) }],
  },
  {
    says: /^SELECT position::text AS head, seal FROM journal_entry WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1$/,
    does: (execution) => {
      const head = numbered(execution).sort((a, b) => place(b) - place(a))[0];
      return head === undefined ? [] : [{ head: String(head.position), seal: head.seal }];
    },
  },
  {
    says: /^SELECT serial::text AS place, .* WHERE position IS NULL ORDER BY serial LIMIT 250$/,
    does: (execution) =>
      execution
        .all('journal_entry')
        .filter(({ position }) => position === null)
        .sort((a, b) => Number(a.serial) - Number(b.serial))
        .slice(0, 250)
        .map(seen),
  },
  {
    says: /^UPDATE journal_entry SET position = numbered\.position, seal = numbered\.seal, .* WHERE journal_entry\.serial = numbered\.serial$/,
    does: (execution, [serials, positions, seals, salts]) => {
      const [places, all, salt] = [positions as number[], seals as Buffer[], salts as Buffer[]];
      (serials as string[]).forEach((serial, at) => {
        const row = execution.get('journal_entry', serial);
        if (row === undefined) return;
        const isTaken = row.position !== null || numbered(execution).some((other) => other.position === places[at]);
        // The trigger that lets nobody number twice, and the head from which numbers go on.
        if (isTaken && !execution.lacks('number-once')) {
          execution.secondFenceHeld('the journal refused a number that was given before');
          throw failure('42501', 'the journal is append-only');
        }
        execution.update('journal_entry', row, { position: places[at], seal: all[at], salt: salt[at], seal_version: 2 });
      });
      return [];
    },
  },
  {
    says: /^SELECT position, id, .* WHERE position > \$1 AND position <= \$2 ORDER BY position LIMIT \$3$/,
    does: (execution, [from, until, limit]) => after(execution, Number(from), Number(limit), Number(until)),
  },
  {
    says: /^SELECT .*serial::text AS place, seal, seal_version, salt FROM journal_entry WHERE position >= \$1/,
    does: (execution, [from, serial, until]) =>
      numbered(execution)
        .filter(
          (row) =>
            place(row) >= Number(from) && (place(row) > Number(from) || Number(row.serial) > Number(serial)) && place(row) <= Number(until),
        )
        .sort((a, b) => place(a) - place(b) || Number(a.serial) - Number(b.serial))
        .slice(0, 2_000)
        .map(seen),
  },
  {
    // Nothing is ever taken out of the journal in the simulation.
    says: /^SELECT last_position, last_seal, last_at FROM journal_archive ORDER BY last_position DESC LIMIT 1$/,
    does: () => [],
  },
  {
    says: /^SELECT position, id, .* WHERE position = \$1$/,
    does: (execution, [at]) =>
      numbered(execution)
        .filter((row) => place(row) === at)
        .map(seen),
  },
  {
    says: /^INSERT INTO platform_follower_cursor \(follower, position\) VALUES \(\$1, 0\) ON CONFLICT DO NOTHING$/,
    does: (execution, [follower]) => {
      const row = { follower, position: 0 };
      if (!execution.isTaken('platform_follower_cursor', row)) execution.insert('platform_follower_cursor', row);
      return [];
    },
  },
  {
    says: /^SELECT \(SELECT position FROM journal_head\) > coalesce/,
    does: (execution, [follower]) => {
      const cursor = Number(execution.get('platform_follower_cursor', String(follower))?.position ?? 0);
      return [{ behind: numbered(execution).some((row) => place(row) > cursor) }];
    },
  },
  {
    says: /^WITH cursor AS MATERIALIZED \(SELECT position FROM platform_follower_cursor WHERE follower = \$1 FOR UPDATE SKIP LOCKED\)/,
    does: (execution, [follower]) => {
      const cursor = execution.get('platform_follower_cursor', String(follower));
      if (cursor === undefined) return [];
      if (!execution.lacks('cursor-lock') && execution.lockedByOthers('platform_follower_cursor', cursor)) return [];
      return after(execution, Number(cursor.position), 250);
    },
  },
  {
    says: /^UPDATE platform_follower_cursor SET position = \$2 WHERE follower = \$1$/,
    does: (execution, [follower, position]) => {
      const cursor = execution.get('platform_follower_cursor', String(follower));
      if (cursor !== undefined) execution.update('platform_follower_cursor', cursor, { position });
      return [];
    },
  },
];
