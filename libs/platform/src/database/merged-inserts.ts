import type { Statement } from './statement-batch';
import { statement } from './statements';

/** `INSERT INTO … VALUES ($1, $2::jsonb, …)`: one row, every value a parameter in order. */
const ONE_ROW = /^(\s*INSERT INTO [^()]+\([^()]+\)\s*VALUES\s*)\(([^()]+)\)\s*$/;

/** What a text becomes with so many rows; null when it is no insert of one row. */
const texts = new Map<string, (string | null)[]>();

/**
 * The statements of many units as few: units that insert the same way become one insert with as many rows, in the order of the units. Units of
 * another kind follow each other as they are.
 */
export function mergedInserts(units: readonly (readonly Statement[])[]): Statement[] {
  const alike = new Map<string, (readonly Statement[])[]>();
  for (const unit of units) {
    const key = unit.map(({ text }) => text).join(';');
    const same = alike.get(key);
    if (same === undefined) alike.set(key, [unit]);
    else same.push(unit);
  }
  return [...alike.values()].flatMap((same) => inPowersOfTwo(same).flatMap(merged));
}

/** 13 units as 8, 4 and 1: so few row counts that each statement stays prepared. */
function inPowersOfTwo<T>(units: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < units.length; at += parts.at(-1)?.length ?? 1) {
    const left = units.length - at;
    parts.push(units.slice(at, at + 2 ** Math.floor(Math.log2(left))));
  }
  return parts;
}

function merged(units: readonly (readonly Statement[])[]): readonly Statement[] {
  const [first = []] = units;
  if (units.length === 1) return first;
  const withRows = first.map(({ text }) => textWith(text, units.length));
  if (!withRows.every((text) => text !== null)) return units.flat();
  return withRows.map((text, index) =>
    statement(
      text,
      units.flatMap((unit) => unit[index]?.values ?? []),
    ),
  );
}

function textWith(text: string, rows: number): string | null {
  const known = texts.get(text) ?? [];
  texts.set(text, known);
  return (known[rows] ??= written(text, rows));
}

function written(text: string, rows: number): string | null {
  const [, head, row] = ONE_ROW.exec(text) ?? [];
  if (head === undefined || row === undefined) return null;
  const values = row.split(',').map((value) => value.trim());
  const inOrder = values.every((value, index) => new RegExp(`^\\$${String(index + 1)}(::\\w+)?$`).test(value));
  if (!inOrder) return null;
  const width = values.length;
  const tuple = (at: number): string =>
    `(${values.map((value) => value.replace(/^\$(\d+)/, (_, n: string) => `$${String(Number(n) + at * width)}`)).join(', ')})`;
  return head + Array.from({ length: rows }, (_, at) => tuple(at)).join(', ');
}
