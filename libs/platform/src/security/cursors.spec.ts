import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Cursors } from './cursors';

const withKey = (): Cursors => new Cursors({ security: { CURSOR_KEY: randomBytes(32).toString('base64') } });

const VIEW = '3.abcdefghijk';

describe('cursors', () => {
  const cursors = withKey();

  it('give their position back, and only here', () => {
    expect(cursors.position(cursors.ofPosition(4711, VIEW))).toEqual({ position: 4711, view: VIEW });
    expect(withKey().position(cursors.ofPosition(4711, VIEW))).toBeNull();
  });

  it('tell nothing: the same position never looks the same, and every position takes the same room', () => {
    expect(cursors.ofPosition(7, VIEW)).not.toBe(cursors.ofPosition(7, VIEW));
    expect(cursors.ofPosition(7, VIEW)).toHaveLength(cursors.ofPosition(7_000_000, VIEW).length);
  });

  it('are refused when altered, cut, or made for something else', () => {
    const cursor = cursors.ofPosition(5, VIEW);
    const altered = `${cursor.slice(0, -2)}${cursor.endsWith('A') ? 'B' : 'A'}${cursor.slice(-1)}`;
    for (const bad of ['', 'x', altered, cursor.slice(0, 10), cursors.ofPage('reports', 5)]) expect(cursors.position(bad)).toBeNull();
    expect(cursors.page('incidents', cursors.ofPage('reports', 5), z.number())).toBeNull();
  });

  it("carry a list's sort key, checked against its schema", () => {
    const schema = z.strictObject({ at: z.string(), id: z.string() });
    const key = { at: '2023-02-06T01:17:34.000Z', id: 'a' };
    expect(cursors.page('reports', cursors.ofPage('reports', key), schema)).toEqual(key);
    expect(cursors.page('reports', cursors.ofPage('reports', { at: 1 }), schema)).toBeNull();
  });
});
