/** Rows of a comma-separated file with a header line (RFC 4180: quotes, doubled quotes, commas and line breaks inside quotes). */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = cells(text);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.trimEnd().matchAll(CELL)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    if (end === '') return rows;
    row = [];
  }
  throw new Error(`not a comma-separated file: stopped after ${rows.length} lines`);
}
