import { mergedInserts } from './merged-inserts';
import { statement } from './statements';

const types = new Map([
  ['report.id', 'bigint'],
  ['report.body', 'jsonb'],
  ['report.audience', 'text[]'],
  ['entry.id', 'bigint'],
  ['entry.of', 'text'],
]);
const REPORT = 'INSERT INTO report (id, body, audience) VALUES ($1, $2::jsonb, $3)';
const ENTRY = 'INSERT INTO entry (id) VALUES ($1)';
const unit = (n: number) => [statement(REPORT, [n, `{"n":${n}}`, [`m${n}`, null]]), statement(ENTRY, [n])];
const asRead = (units: ReturnType<typeof unit>[]) => mergedInserts(units, types).map(({ text, values }) => ({ text, values }));

describe('inserts of many units', () => {
  it('become one insert of as many rows, in the order of the units; every value is read as it would be by itself', () => {
    expect(asRead([unit(1), unit(2)])).toEqual([
      {
        text: 'INSERT INTO report (id, body, audience) SELECT c1, c2, c3::text[] FROM unnest($1::bigint[], $2::jsonb[], $3::text[]) AS each (c1, c2, c3)',
        values: ['{"1","2"}', '{"{\\"n\\":1}","{\\"n\\":2}"}', '{"{\\"m1\\",NULL}","{\\"m2\\",NULL}"}'],
      },
      { text: 'INSERT INTO entry (id) SELECT c1 FROM unnest($1::bigint[]) AS each (c1)', values: ['{"1","2"}'] },
    ]);
  });

  it('are the same text however many they are, so that it stays prepared', () => {
    const textsOf = (count: number) => asRead(Array.from({ length: count }, (_, n) => unit(n))).map(({ text }) => text);
    expect(textsOf(13)).toEqual(textsOf(2));
  });

  it('leave a unit alone that does something else', () => {
    const change = [statement('UPDATE report SET id = $1', [7])];
    expect(asRead([unit(1), change, change]).map(({ text }) => text)).toEqual([REPORT, ENTRY, change[0]?.text, change[0]?.text]);
  });

  it('leave inserts alone whose values are not just parameters in order, or whose table is not known', () => {
    for (const text of [
      'INSERT INTO entry (id) VALUES (now())',
      'INSERT INTO entry (id, of) VALUES ($2, $1)',
      'INSERT INTO entry (id) VALUES ($1) ON CONFLICT DO NOTHING',
      'INSERT INTO entry (id) SELECT $1',
      'INSERT INTO other (id) VALUES ($1)',
    ]) {
      const odd = [statement(text, [1, 2])];
      expect(asRead([odd, odd]).map((each) => each.text)).toEqual([text, text]);
    }
  });

  it('merge what can be merged beside what cannot', () => {
    const odd = (n: number) => [statement('INSERT INTO entry (id) SELECT $1', [n]), statement(ENTRY, [n])];
    expect(asRead([odd(1), odd(2)]).map(({ values }) => values)).toEqual([[1], [2], ['{"1","2"}']]);
  });
});
