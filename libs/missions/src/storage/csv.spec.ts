import { parseCsv } from './csv';

describe('a comma-separated file', () => {
  it('gives one record per line under the names of the header', () => {
    expect(parseCsv('a,b\n1,2\n3,\n')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '' },
    ]);
  });

  it('keeps commas, quotes and line breaks that stand in quotes', () => {
    expect(parseCsv('name,n\r\n"BUCKET, 14L with ""tap""",1\r\n"two\nlines",2\r\n')).toEqual([
      { name: 'BUCKET, 14L with "tap"', n: '1' },
      { name: 'two\nlines', n: '2' },
    ]);
  });

  it('refuses what is no such file instead of guessing', () => {
    expect(() => parseCsv('a,b\n1,"open\n')).toThrow('not a comma-separated file');
  });
});
