import canonicalize from 'canonicalize';

/** RFC 8785 (JSON Canonicalization Scheme). */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a journal entry must be JSON');
  return text;
}
