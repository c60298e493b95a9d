import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Cursors } from '../security/cursors';
import { pageAfter, pageFrom } from './list-pages';

describe('a list in pages', () => {
  const cursors = new Cursors({ security: { CURSOR_KEY: randomBytes(32).toString('base64') } });
  const all = [1, 2, 3, 4, 5].map((n) => ({ n }));
  /** As a store answers: what follows on the key, one row more than asked for. */
  const page = (limit: number, cursor?: string): { items: string[]; nextCursor: string | null } => {
    const after = pageAfter(cursors, 'numbers', cursor, z.int());
    if (!after.ok) throw new Error(after.refusal.code);
    const rows = all.filter(({ n }) => n > (after.value ?? 0)).slice(0, limit + 1);
    return pageFrom(cursors, 'numbers', { rows, limit, keyOf: ({ n }) => n }, ({ n }) => `no. ${String(n)}`);
  };

  it('is read to its end, each item once', () => {
    const first = page(2);
    const second = page(2, first.nextCursor ?? '');
    const third = page(2, second.nextCursor ?? '');
    expect([...first.items, ...second.items, ...third.items]).toEqual(['no. 1', 'no. 2', 'no. 3', 'no. 4', 'no. 5']);
    expect(third.nextCursor).toBeNull();
  });

  it('has no next page when the last one is just full', () => {
    expect(page(5)).toMatchObject({ nextCursor: null });
    expect(page(4).nextCursor).not.toBeNull();
  });

  it('refuses a cursor of another list, of another key, or that was not made here', () => {
    for (const cursor of [cursors.ofPage('letters', 2), cursors.ofPage('numbers', 'b'), 'made-up'])
      expect(pageAfter(cursors, 'numbers', cursor, z.int())).toMatchObject({
        ok: false,
        refusal: { kind: 'invalid', code: 'platform.invalid-cursor', field: 'cursor' },
      });
  });
});
