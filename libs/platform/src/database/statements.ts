import type { Statement } from './statement-batch';

const PREPARED_AT_MOST = 600;
const names = new Map<string, string>();

/** A statement that PostgreSQL parses and plans once per connection. */
export function statement(text: string, values: readonly unknown[] = []): Statement {
  return { name: nameOf(text), text, values };
}

/** A short name for each text; bounded, should texts ever vary: the ones beyond are parsed each time. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= PREPARED_AT_MOST) return undefined;
  const name = `bongsu_${names.size + 1}`;
  names.set(text, name);
  return name;
}
