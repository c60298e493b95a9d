import type { Execution } from './execution';
import type { KnownStatement } from './known-statement';
import type { Row } from './table';

function lockRows(execution: Execution, table: string, rows: readonly (Row | undefined)[]): Row[] {
  const found = rows.filter((row): row is Row => row !== undefined);
  execution.lock(table, found);
  return found.map(() => ({ one: 1 }));
}

/** `INSERT … ON CONFLICT DO UPDATE SET last = last + 1`: whoever comes second waits for the first one's commit. */
export function count(execution: Execution, table: string, key: Row): Row[] {
  const known = execution.get(table, execution.keyOf(table, key));
  if (known !== undefined) return [{ last: execution.update(table, known, { last: Number(known.last) + 1 }).last }];
  execution.insert(table, { ...key, last: 1 });
  return [{ last: 1 }];
}

const owner =
  (table: string) =>
  (execution: Execution, [id]: readonly unknown[]): Row[] => {
    const row = execution.get(table, String(id));
    return row === undefined ? [] : [{ request_id: row.requestId }];
  };

export const dispatchStatements: readonly KnownStatement[] = [
  {
    says: /^INSERT INTO dispatch_request_counter .* DO UPDATE SET last = dispatch_request_counter\.last \+ 1 RETURNING last$/,
    does: (execution, [incidentId]) => count(execution, 'dispatch_request_counter', { incidentId }),
  },
  {
    says: /^SELECT 1 AS one FROM dispatch_request WHERE id = \$1 FOR UPDATE$/,
    does: (execution, [id]) => lockRows(execution, 'dispatch_request', [execution.get('dispatch_request', String(id))]),
  },
  { says: /^SELECT request_id FROM dispatch_offer WHERE id = \$1$/, does: owner('dispatch_offer') },
  { says: /^SELECT request_id FROM dispatch_deployment WHERE id = \$1$/, does: owner('dispatch_deployment') },
  { says: /^SELECT request_id FROM dispatch_shipment WHERE id = \$1$/, does: owner('dispatch_shipment') },
  { says: /^SELECT EXISTS \(SELECT FROM platform_seal JOIN dispatch_request /, does: () => [{ sealed: false }] },
  { says: /^SELECT EXISTS \(SELECT FROM platform_seal WHERE /, does: () => [{ sealed: false }] },
  { says: /^SELECT 1 AS one FROM platform_seal WHERE subject_id = \$1$/, does: () => [] },
  {
    says: /^SELECT id FROM dispatch_request WHERE incident_id = \$1 ORDER BY id$/,
    does: (execution, [incidentId]) =>
      execution
        .all('dispatch_request')
        .filter((row) => row.incidentId === incidentId)
        .map(({ id }) => ({ id }))
        .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
  },
];
