import { parameterText } from './parameter-text';

describe('a parameter of a statement', () => {
  it.each([
    ['text, as it is', 'a "b" \\', 'a "b" \\'],
    ['a number', 1.5, '1.5'],
    ['truth', false, 'false'],
    ['nothing', null, null],
    ['what is not there', undefined, null],
    ['a time', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['facts', { a: ['b', null] }, '{"a":["b",null]}'],
    ['a list', ['KR-EMB-TR', 'b "c" \\d,{e}', null], '{"KR-EMB-TR","b \\"c\\" \\\\d,{e}",NULL}'],
    ['an empty list', [], '{}'],
    ['a list of lists', [[1], [2]], '{{"1"},{"2"}}'],
    ['a list of bytes', [Buffer.from([1, 255])], '{"\\\\x01ff"}'],
  ])('is %s', (_, value, text) => {
    expect(parameterText(value)).toBe(text);
  });

  it('is bytes as they are', () => {
    const bytes = Buffer.from([0, 255]);
    expect(parameterText(bytes)).toBe(bytes);
  });

  it('is never something that PostgreSQL has no form for', () => {
    expect(() => parameterText(() => 1)).toThrow(/function/);
    expect(() => parameterText(Symbol('x'))).toThrow(/symbol/);
  });
});
