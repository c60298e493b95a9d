import { Sensitive } from '@bongsu/kernel';
import type { Asked } from '../people/ledger';
import { type Ended, rowsOf } from './ended';

/** Which rows a command made; every one carries the key of its command in a text. */
const made: Readonly<Record<string, readonly [table: string, field: string]>> = {
  'file-report': ['incidents_report', 'summary'],
  'open-incident': ['incidents_incident', 'title'],
  'submit-request': ['dispatch_request', 'justification'],
};

/** Everything acknowledged is there exactly once, nothing else more than once; and of those who read the same version one was heard. */
export function checkAcknowledged(ended: Ended): string[] {
  const { asked } = ended.crowd.ledger;
  const open = asked.filter(({ outcome }) => outcome === 'open' || outcome === 'given-up');
  return [
    ...open.map(({ key, kind }) => `${kind} ${key} never had an answer`),
    ...asked.flatMap((each) => checkMade(ended, each)),
    ...checkVersions(asked),
  ];
}

function checkMade(ended: Ended, { key, kind, outcome, value }: Asked): string[] {
  const [table, field] = made[kind] ?? [];
  if (table === undefined || field === undefined) return [];
  const rows = rowsOf(ended, table).filter((row) => wordsOf(row[field]) === key);
  if (rows.length > 1) return [`${kind} ${key} is there ${rows.length} times`];
  if (outcome !== 'acknowledged') return [];
  const id = (value as { id?: unknown } | undefined)?.id;
  if (rows.length === 0) return [`${kind} ${key} was acknowledged and is not there`];
  return rows[0]?.id === id ? [] : [`${kind} ${key} was acknowledged as ${String(id)} and is there as ${String(rows[0]?.id)}`];
}

const wordsOf = (value: unknown): unknown => (value instanceof Sensitive ? value.reveal() : value);

function checkVersions(asked: readonly Asked[]): string[] {
  const heard = asked.filter(
    ({ outcome, subjectId, ifVersion }) => outcome === 'acknowledged' && subjectId !== null && ifVersion !== undefined,
  );
  const once = new Map<string, Asked>();
  return heard.flatMap((each) => {
    const read = `${each.subjectId} version ${each.ifVersion}`;
    const earlier = once.get(read);
    once.set(read, each);
    const version = (each.value as { version?: unknown } | undefined)?.version;
    if (earlier !== undefined) return [`${earlier.key} and ${each.key} both changed ${read}`];
    return version === (each.ifVersion ?? 0) + 1 ? [] : [`${each.kind} ${each.key} read ${read} and made version ${String(version)} of it`];
  });
}
