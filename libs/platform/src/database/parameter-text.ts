/** A value as PostgreSQL reads it: text, bytes, or null. Objects become JSON, arrays `{…}`. Throws on what has no such form. */
export function parameterText(value: unknown): string | Buffer | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return null;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : objectText(value);
    default:
      throw new TypeError(`a ${typeof value} is no parameter of a statement`);
  }
}

/** Values as one list, each as it would be written by itself: a list among them becomes its text, not a list in a list. */
export function listText(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '{' : ','}${quoted(parameterText(value))}`;
  return text === '' ? '{}' : `${text}}`;
}

function objectText(value: object): string | Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? arrayText(value) : JSON.stringify(value);
}

/** An array literal (PostgreSQL, "Array Input and Output Syntax"). */
function arrayText(items: readonly unknown[]): string {
  return `{${items.map(itemText).join(',')}}`;
}

function itemText(item: unknown): string {
  return Array.isArray(item) ? arrayText(item) : quoted(parameterText(item));
}

function quoted(value: string | Buffer | null): string {
  if (value === null) return 'NULL';
  const text = typeof value === 'string' ? value : `\\x${value.toString('hex')}`;
  // Looking first is much quicker than replacing nothing; two plain replacements take half the time of one with a pattern.
  return text.includes('"') || text.includes('\\') ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `"${text}"`;
}
