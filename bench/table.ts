import { type Figure, isMet, ratioOf } from './figure';

const columns = ['figure', 'value', 'floor', 'ratio', 'aim', 'met'] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** The figures as a table for a terminal, numbers to the right. */
export function tableOf(figures: readonly Figure[]): string {
  const head: Row = { figure: '', value: 'value', floor: 'floor', ratio: 'ratio', aim: 'aim', met: '' };
  const rows = [head, ...figures.map(rowOf)];
  const widths = Object.fromEntries(columns.map((column) => [column, Math.max(...rows.map((row) => row[column].length))]));
  const line = (row: Row): string =>
    columns
      .map((column) =>
        column === 'value' || column === 'floor' || column === 'ratio'
          ? row[column].padStart(widths[column] ?? 0)
          : row[column].padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(Math.max(...rows.map((row) => line(row).length)));
  return [line(head), rule, ...figures.map((figure) => line(rowOf(figure)))].join('\n');
}

function rowOf(figure: Figure): Row {
  const ratio = ratioOf(figure);
  const met = isMet(figure);
  return {
    figure: figure.name,
    value: `${spoken(figure.value)} ${figure.unit}`,
    floor: figure.floor === null ? '–' : `${spoken(figure.floor)} ${figure.unit}`,
    ratio: ratio === null ? '–' : ratio.toFixed(2),
    aim: figure.aim?.says ?? '–',
    met: met === null ? '' : met ? 'met' : 'MISSED',
  };
}

/** As many digits as a measurement knows. */
export function spoken(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
