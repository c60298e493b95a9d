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
  if (Array.isArray(item)) return arrayText(item);
  const text = parameterText(item);
  if (text === null) return 'NULL';
  return `"${(typeof text === 'string' ? text : `\\x${text.toString('hex')}`).replace(/[\\"]/g, '\\$&')}"`;
}
