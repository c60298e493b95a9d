const KEYS_KEPT = 2_000;
/** Names of fields as they are written, with the colon: there are few of them, and each entry has them all again. */
const written = new Map<string, string>();

/**
 * RFC 8785 (JSON Canonicalization Scheme) of what is JSON already: keys in the order of their UTF-16 code units, everything else as ECMAScript
 * writes it. Every entry comes through here when it is sealed, and again whenever the journal is verified; it says what the reference
 * implementation (npm `canonicalize`) says in half the time, and a test compares the two.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object' || typeof (value as { toJSON?: unknown }).toJSON === 'function')
    throw new Error('a journal entry must be JSON');
  return Array.isArray(value) ? canonicalList(value) : canonicalObject(value as Readonly<Record<string, unknown>>);
}

function canonicalList(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += text === '' ? canonical(item) : `,${canonical(item)}`;
  return `[${text}]`;
}

function canonicalObject(fields: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    // JSON leaves out what is not there.
    if (value === undefined) continue;
    text += (text === '' ? '' : ',') + nameOf(key) + canonical(value);
  }
  return `{${text}}`;
}

function nameOf(key: string): string {
  const known = written.get(key);
  if (known !== undefined) return known;
  const name = `${JSON.stringify(key)}:`;
  if (written.size < KEYS_KEPT) written.set(key, name);
  return name;
}
