import type { Execution } from './execution';
import { failure } from './failure';
import type { KnownStatement } from './known-statement';
import type { Row } from './table';

type Conditions = Readonly<Record<string, readonly unknown[]>>;

/** `INSERT INTO table (some_column, …) VALUES ($1, …)`, as stores write whose rows nobody else knows yet. */
const ONE_ROW = /^INSERT INTO incidents_report \([^()]+\) VALUES \((?:\$\d+(?:, )?)+\)$/;

/** What TypeORM's manager is asked for. */
export const entityStatements: readonly KnownStatement[] = [
  {
    says: /^entity find$/,
    does: (execution, [table, where, order]) => {
      const rows = execution.all(String(table)).filter((row) => meets(row, where as Conditions));
      const by = Object.keys((order as object | undefined) ?? {});
      return rows.sort((a, b) => by.map((field) => compare(a[field], b[field])).find((each) => each !== 0) ?? 0);
    },
  },
  {
    says: /^entity insert$/,
    does: (execution, [table, row]) => {
      execution.insert(String(table), row as Row);
      return [];
    },
  },
  {
    says: /^entity update$/,
    does: (execution, [table, where, changes]) => change(execution, String(table), where as Conditions, changes as Row),
  },
  {
    says: ONE_ROW,
    does: (execution, values) => {
      execution.insert(
        'incidents_report',
        Object.fromEntries([
          ['correctedByReportId', null],
          ...reportColumns.map((name, at) => [name, name === 'candidates' ? (JSON.parse(String(values[at])) as unknown) : values[at]]),
        ]) as Row,
      );
      return [];
    },
  },
  {
    says: /^SELECT (nextval\(\$1::text::regclass\)) AS number$/,
    does: (execution, [sequence]) => [{ number: execution.next(String(sequence)) }],
  },
  {
    says: /^SELECT nextval\(\$1::text::regclass\) AS number FROM generate_series\(1, \$2::int\)$/,
    does: (execution, [sequence, count]) => Array.from({ length: Number(count) }, () => ({ number: execution.next(String(sequence)) })),
  },
  // Row policies are not modelled: everybody sees everything here, and the house's own conditions do the rest.
  { says: /^SELECT set_config\(/, does: () => [] },
  // No types: inserts of several units are not merged into one, only sent in one transaction.
  { says: /^SELECT relname \|\| '\.' \|\| attname AS place, /, does: () => [] },
];

/** The columns of incidents_report in the order of the insert, as the entity's fields are called. */
const reportColumns = (
  'id, state, summary, details, category, urgency, evidenceGrade, channel, placeText, lat, lng, precision, ' +
  'missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates, zone, occurredAt, recognisedAt, reportedAt, enteredAt, updatedAt, ' +
  'nationalsLow, nationalsBest, nationalsHigh, incidentId, correctsReportId, sourceNote, feed, feedEventId, feedRevision, magnitude, ' +
  'filedBy, audience, version, number, sealedCode'
).split(', ');

function meets(row: Row, where: Conditions): boolean {
  return Object.entries(where).every(([field, values]) => values.includes(row[field]));
}

/** `UPDATE … WHERE id = … AND version = …`: whoever comes second waits, looks again, and meets no row. */
function change(execution: Execution, table: string, where: Conditions, changes: Row): Row[] {
  const { version, ...rest } = where;
  const asked = execution.lacks('version-check') || version === undefined ? rest : { ...rest, version };
  const told = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const rows = execution.all(table).filter((row) => meets(row, asked));
  if (rows.length > 1) throw failure('21000', `an update of ${table} met several rows`);
  if (rows.length === 0 && version !== undefined) execution.secondFenceHeld(`a row of ${table} was not locked before it was saved`);
  return rows.map((row) => execution.update(table, row, told));
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
