import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical } from './canonical';

describe('the canonical form of an entry', () => {
  it('has its keys in order, at every depth, and nothing between', () => {
    expect(canonical({ b: [1, { d: null, c: 'ü' }], a: { z: true, y: -0 } })).toBe('{"a":{"y":0,"z":true},"b":[1,{"c":"ü","d":null}]}');
  });

  it('sorts by UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const inOrder = ['"\\r"', '"1"', '"\u0080"', '"\u00f6"', '"\u20ac"', '"\ud83d\ude00"', '"\ufb33"'];
    const written = canonical(Object.fromEntries(keys.map((key, index) => [key, index])));
    expect([...written.matchAll(/("(?:[^"]+)"):/g)].map(([, key]) => key)).toEqual(inOrder);
  });

  it('says of any JSON what the reference implementation says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves out what is not there', () => {
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([
    ['nothing', undefined],
    ['no number', [Number.NaN]],
    ['a number without end', { a: Infinity }],
    ['code', () => 1],
    ['a time', new Date(0)],
  ])('refuses what is no JSON: %s', (_, value) => {
    expect(() => canonical(value)).toThrow('must be JSON');
  });
});
