import { csvCell, csvOf, sheetOf } from './export-sheet';

describe('a cell of an export', () => {
  it.each([
    ['=HYPERLINK("http://x.invalid")', `"'=HYPERLINK(""http://x.invalid"")"`],
    ['+82 2 2100 2114', `"'+82 2 2100 2114"`],
    ['-1+cmd', `"'-1+cmd"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['  =1', `"'  =1"`],
    ['＝1+1', `"'＝1+1"`],
    ['\u200b=1', `"'\u200b=1"`],
  ])('that a spreadsheet would calculate (%j) is text', (value, cell) => expect(csvCell(value)).toBe(cell));

  it('keeps commas, quotes and line breaks, and a negative figure is a figure', () => {
    expect(csvCell('a, "b"\nc')).toBe('"a, ""b""\nc"');
    expect(csvCell(-36.2)).toBe('-36.2');
    expect(csvCell(null)).toBe('');
  });
});

describe('the file', () => {
  const sheet = {
    columns: ['code', 'summary'],
    rows: [
      ['R-1', 'a'],
      ['R-2', null],
    ],
    ids: ['r1', 'r2'],
    subjects: [{ type: 'report', id: 'r1', incidentId: null }],
  };
  const file = csvOf(sheet, { text: 'EXP-2026-000001-1-K7QF2M', column: 'copy' }, { head: ['first', 'second'], end: 'end' });

  it('is of the rows that are still seen, with the case that they belong to now', () => {
    expect(sheetOf(sheet, new Map([['r2', null]]))).toEqual({ ...sheet, rows: [['R-2', null]], ids: ['r2'], subjects: [] });
    expect(sheetOf(sheet, new Map([['r1', 'i1']])).subjects).toEqual([{ type: 'report', id: 'r1', incidentId: 'i1' }]);
  });

  it('says first what it is, carries the mark of its copy in each row, and says where it ends', () => {
    expect(file.split('\r\n')).toEqual([
      '\ufeff"first",,',
      '"second",,',
      '"code","summary","copy"',
      '"R-1","a","EXP-2026-000001-1-K7QF2M"',
      '"R-2",,"EXP-2026-000001-1-K7QF2M"',
      '"end",,',
      '',
    ]);
  });
});
