import type { Execution } from './execution';
import type { Strength } from './locks';
import type { KnownStatement } from './known-statement';
import { count } from './statements-of-dispatch';
import type { Row } from './table';

const isOver = ({ state }: Row): boolean => state === 'closed' || state === 'reviewed';

const lock =
  (strength: Strength) =>
  (execution: Execution, [id]: readonly unknown[]): Row[] => {
    const row = execution.get('incidents_incident', String(id));
    if (row === undefined) return [];
    execution.lock('incidents_incident', [row], strength);
    return [{ one: 1 }];
  };

export const incidentStatements: readonly KnownStatement[] = [
  {
    says: /^INSERT INTO incidents_code_counter .* DO UPDATE SET last = incidents_code_counter\.last \+ 1 RETURNING last$/,
    does: (execution, [country, year]) => count(execution, 'incidents_code_counter', { country, year }),
  },
  { says: /^SELECT 1 AS one FROM incidents_incident WHERE id = \$1 FOR UPDATE$/, does: lock('UPDATE') },
  { says: /^SELECT 1 AS one FROM incidents_incident WHERE id = \$1 FOR NO KEY UPDATE$/, does: lock('NO KEY UPDATE') },
  { says: /^SELECT 1 AS one FROM incidents_incident WHERE id = \$1 FOR SHARE$/, does: lock('SHARE') },
  {
    says: /^SELECT audience FROM incidents_incident WHERE id = \$1$/,
    does: (execution, [id]) => {
      const row = execution.get('incidents_incident', String(id));
      return row === undefined ? [] : [{ audience: row.audience }];
    },
  },
  {
    says: /^SELECT id FROM incidents_report WHERE id = ANY\(\$1::uuid\[\]\) ORDER BY id FOR NO KEY UPDATE$/,
    does: (execution, [ids]) => {
      const rows = [...(ids as string[])]
        .sort()
        .map((id) => execution.get('incidents_report', id))
        .filter((row) => row !== undefined);
      execution.lock('incidents_report', rows, 'NO KEY UPDATE');
      return rows.map(({ id }) => ({ id }));
    },
  },
  {
    says: /^INSERT INTO incidents_open_obligation .* FROM incidents_incident WHERE id = \$3 AND state NOT IN \('closed', 'reviewed'\) FOR KEY SHARE ON CONFLICT \(kind, subject_id\) DO UPDATE SET settled_at = NULL/,
    does: (execution, [kind, subjectId, incidentId, label, openedAt]) => {
      const incident = execution.get('incidents_incident', String(incidentId));
      if (incident === undefined || isOver(incident)) return [];
      execution.lock('incidents_incident', [incident], 'KEY SHARE');
      const key = { kind, subjectId };
      const known = execution.get('incidents_open_obligation', execution.keyOf('incidents_open_obligation', key));
      if (known === undefined) execution.insert('incidents_open_obligation', { ...key, incidentId, label, openedAt, settledAt: null });
      else execution.update('incidents_open_obligation', known, { settledAt: null, label });
      return [{ kind }];
    },
  },
  {
    says: /^UPDATE incidents_open_obligation SET settled_at = \$3 WHERE kind = \$1 AND subject_id = \$2 AND settled_at IS NULL$/,
    does: (execution, [kind, subjectId, settledAt]) => {
      const row = execution.get('incidents_open_obligation', execution.keyOf('incidents_open_obligation', { kind, subjectId }));
      if (row?.settledAt === null) execution.update('incidents_open_obligation', row, { settledAt });
      return [];
    },
  },
  {
    says: /^SELECT 'task-open' AS code, .* FROM incidents_open_obligation WHERE incident_id = \$1 AND settled_at IS NULL ORDER BY code, subject_id$/,
    does: (execution, [incidentId]) =>
      execution
        .all('incidents_open_obligation')
        .filter((row) => row.incidentId === incidentId && row.settledAt === null)
        .map(({ kind, subjectId, label }) => ({
          code: kind,
          subject_id: subjectId,
          label,
          entered_at: null,
          number: null,
          sealed_code: null,
        })),
  },
];
