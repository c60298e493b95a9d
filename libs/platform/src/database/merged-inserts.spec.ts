import { mergedInserts } from './merged-inserts';
import { statement } from './statements';

const REPORT = 'INSERT INTO report (id, body) VALUES ($1, $2::jsonb)';
const ENTRY = 'INSERT INTO entry (id) VALUES ($1)';
const unit = (n: number) => [statement(REPORT, [n, `{"n":${n}}`]), statement(ENTRY, [n])];
const asRead = (units: ReturnType<typeof unit>[]) => mergedInserts(units).map(({ text, values }) => ({ text, values }));

describe('inserts of many units', () => {
  it('become one insert of as many rows, in the order of the units', () => {
    expect(asRead([unit(1), unit(2)])).toEqual([
      { text: 'INSERT INTO report (id, body) VALUES ($1, $2::jsonb), ($3, $4::jsonb)', values: [1, '{"n":1}', 2, '{"n":2}'] },
      { text: 'INSERT INTO entry (id) VALUES ($1), ($2)', values: [1, 2] },
    ]);
  });

  it('go in powers of two, so that few texts need to stay prepared', () => {
    const rows = asRead(Array.from({ length: 13 }, (_, n) => unit(n)))
      .filter(({ text }) => text.startsWith('INSERT INTO entry'))
      .map(({ values }) => values);
    expect(rows.map(({ length }) => length)).toEqual([8, 4, 1]);
    expect(rows.flat()).toEqual(Array.from({ length: 13 }, (_, n) => n));
  });

  it('leave a unit alone that does something else', () => {
    const change = [statement('UPDATE report SET id = $1', [7])];
    expect(asRead([unit(1), change, change]).map(({ text }) => text)).toEqual([REPORT, ENTRY, change[0]?.text, change[0]?.text]);
  });

  it('leave inserts alone whose values are not just parameters in order', () => {
    for (const text of [
      'INSERT INTO entry (id) VALUES (now())',
      'INSERT INTO entry (id, of) VALUES ($2, $1)',
      'INSERT INTO entry (id) VALUES ($1) ON CONFLICT DO NOTHING',
      'INSERT INTO entry (id) SELECT $1',
    ]) {
      const odd = [statement(text, [1, 2])];
      expect(asRead([odd, odd]).map((each) => each.text)).toEqual([text, text]);
    }
  });
});
