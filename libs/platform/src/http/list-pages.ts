import { type Result, ok, refuse } from '@bongsu/kernel';
import type { z } from 'zod';
import type { Page } from '../contract/page';
import type { Cursors } from '../security/cursors';

/** The sort key after which a page begins; null for the first page. Refused when the cursor is not one of this list. */
export function pageAfter<Key>(cursors: Cursors, list: string, cursor: string | undefined, key: z.ZodType<Key>): Result<Key | null> {
  if (cursor === undefined) return ok(null);
  const after = cursors.page(list, cursor, key);
  if (after !== null) return ok(after);
  return refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
    field: 'cursor',
  });
}

interface Found<Row> {
  /** One row more than `limit` tells that there is another page. */
  readonly rows: readonly Row[];
  readonly limit: number;
  /** The sort key of a row, of the schema that {@link pageAfter} is given. */
  readonly keyOf: (row: Row) => unknown;
}

/** A page of at most `limit` rows, as they are presented, with the cursor of the next one. */
export function pageFrom<Row, Item>(
  cursors: Cursors,
  list: string,
  { rows, limit, keyOf }: Found<Row>,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? cursors.ofPage(list, keyOf(last)) : null;
  return { items: shown.map(present), nextCursor };
}
