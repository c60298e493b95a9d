import { misshapen } from './body-shape';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('the shape of a body', () => {
  it('may be nested as deep as anybody means, and no deeper', () => {
    expect(misshapen(nested(32))).toBeNull();
    expect(misshapen(nested(34))).toMatchObject({ status: 400, code: 'platform.misshapen-body' });
    expect(misshapen(nested(30_000))).toMatchObject({ status: 400 });
  });

  it('has lists and texts of a length that can be meant', () => {
    expect(misshapen({ items: Array.from({ length: 5_000 }, () => 1) })).toBeNull();
    expect(misshapen({ items: Array.from({ length: 5_001 }, () => 1) })).toMatchObject({ status: 400 });
    expect(misshapen({ a: { text: 'x'.repeat(32_769) } })).toMatchObject({ status: 400 });
  });

  it('is not looked at where there is none', () => {
    for (const body of [undefined, null, 7, true]) expect(misshapen(body)).toBeNull();
  });
});
