import { type Result, ok, refuse } from '@bongsu/kernel';
import type { Cursors } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';

const afterSchema = z.uuid();

/** The id after which a page begins; null for the first page. */
export function pageAfter(cursors: Cursors, list: string, cursor: string | undefined): Result<string | null> {
  if (cursor === undefined) return ok(null);
  const after = cursors.page(list, cursor, afterSchema);
  return after === null ? invalidCursor() : ok(after);
}

/** A page of `limit` from one row more than that, which tells whether there is another page. */
export function pageFrom<Row extends { readonly id: string }, Item>(
  cursors: Cursors,
  list: string,
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(present), nextCursor: rows.length > limit && last !== undefined ? cursors.ofPage(list, last.id) : null };
}

export function invalidCursor(): Result<never> {
  return refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
    field: 'cursor',
  });
}
