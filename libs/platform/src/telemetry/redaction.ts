import { Sensitive } from '@bongsu/kernel';
import { protectedFieldNames } from '../security/personal-data/classification';

const CENSORED = '«redacted»';
const DEEPEST = 8;

/** Secrets, and what people type; a log line has no use for either. */
const ALWAYS: readonly string[] = ['password', 'token', 'authorization', 'cookie', 'headers', 'email', 'answer', 'secret', 'sealed'];

/**
 * The fields of a log line as they may be written: whatever is named like a secret or like a column that is classified P2 or P3 is left out,
 * however deep it lies, and so is every Sensitive. A column that is classified tomorrow is left out from then on.
 */
export function redacted(fields: Record<string, unknown>): Record<string, unknown> {
  return redactedObject(fields, 0, hiddenNames());
}

/** Made anew only when more has been classified since. */
function hiddenNames(): ReadonlySet<string> {
  const personal = protectedFieldNames();
  if (hidden.personal !== personal) hidden = { personal, names: new Set([...ALWAYS, ...personal]) };
  return hidden.names;
}

let hidden: { readonly personal: ReadonlySet<string>; readonly names: ReadonlySet<string> } = {
  personal: new Set(),
  names: new Set(ALWAYS),
};

function redactedObject(object: object, depth: number, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]: [string, unknown]) => [
      name,
      names.has(name) ? CENSORED : redactedValue(value, depth, names),
    ]),
  );
}

function redactedValue(value: unknown, depth: number, names: ReadonlySet<string>): unknown {
  if (value instanceof Sensitive) return CENSORED;
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, depth + 1, names));
  return redactedObject(value, depth + 1, names);
}
