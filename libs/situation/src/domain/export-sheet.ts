/** A figure stays one, so that a negative one is no formula to a spreadsheet; everything else is text. */
export type Cell = string | number | null;

/** A table on its way out, as it is kept until it is taken: codes for columns, one row each for a report or a member of staff. */
export interface ExportSheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The id of the report or of the member of staff in each row. It is not handed out. */
  readonly ids: readonly string[];
  /** Whose data stands in each row, and for which case; for the record of readings. */
  readonly subjects: readonly { readonly type: string; readonly id: string; readonly incidentId: string | null }[];
}

/**
 * What is left of a sheet for somebody who sees these rows now, each with the case that it belongs to now. A row of which nothing says that she sees it
 * is not in it.
 */
export function sheetOf({ columns, rows, ids, subjects }: ExportSheet, seen: ReadonlyMap<string, string | null>): ExportSheet {
  return {
    columns,
    rows: rows.filter((_, at) => seen.has(ids[at] ?? '')),
    ids: ids.filter((id) => seen.has(id)),
    subjects: subjects.flatMap(({ type, id }) => (seen.has(id) ? [{ type, id, incidentId: seen.get(id) ?? null }] : [])),
  };
}

/** Characters with which a spreadsheet begins a formula, in their full-width forms too, and those that it drops before looking (OWASP, CSV injection). */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\u2212\uff20]|^[\t\r\n]/u;

/** One cell by RFC 4180, always quoted. Text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * The whole file: the lines of the watermark, the header, the rows, a line that says that this was all. Each row ends with `mark`, so that a row
 * that was cut out still tells its copy. CRLF between lines, and a byte order mark, without which Excel takes Korean for something else.
 */
export function csvOf(
  sheet: ExportSheet,
  mark: { readonly text: string; readonly column: string },
  said: { head: readonly string[]; end: string },
): string {
  const width = sheet.columns.length + 1;
  const noted = (line: string): string => [csvCell(line), ...Array.from({ length: width - 1 }, () => '')].join(',');
  const lines = [
    ...said.head.map(noted),
    [...sheet.columns, mark.column].map(csvCell).join(','),
    ...sheet.rows.map((row) => [...row, mark.text].map(csvCell).join(',')),
    noted(said.end),
  ];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
