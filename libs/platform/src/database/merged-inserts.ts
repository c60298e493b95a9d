import type { TypesOfColumns } from './column-types';
import { listText } from './parameter-text';
import type { Statement } from './statement-batch';
import { statement } from './statements';

/** `INSERT INTO … VALUES ($1, $2::jsonb, …)`: one row, every value a parameter in order. */
const ONE_ROW = /^\s*INSERT INTO (\w+)\s*\(([^()]+)\)\s*VALUES\s*\(([^()]+)\)\s*$/;

/** What a text becomes with any number of rows; null when it is no insert of one row. */
const texts = new Map<string, string | null>();

/**
 * The statements of many units as few: units that insert the same way become one insert with as many rows, in the order of the units. Units of
 * another kind follow each other as they are. However many rows there are the text is one and the same, so that it stays prepared.
 */
export function mergedInserts(units: readonly (readonly Statement[])[], types: TypesOfColumns): Statement[] {
  const alike = new Map<string, (readonly Statement[])[]>();
  for (const unit of units) {
    const key = unit.map(({ text }) => text).join(';');
    const same = alike.get(key);
    if (same === undefined) alike.set(key, [unit]);
    else same.push(unit);
  }
  return [...alike.values()].flatMap((same) => merged(same, types));
}

function merged(units: readonly (readonly Statement[])[], types: TypesOfColumns): readonly Statement[] {
  const [first = []] = units;
  if (units.length === 1) return first;
  return first.flatMap((one, index) => {
    const text = ofManyRows(one.text, types);
    const each = units.flatMap((unit) => unit[index] ?? []);
    return text === null
      ? each
      : [
          statement(
            text,
            one.values.map((_, column) => listText(each.map(({ values }) => values[column]))),
          ),
        ];
  });
}

function ofManyRows(text: string, types: TypesOfColumns): string | null {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const written = writtenForMany(text, types);
  texts.set(text, written);
  return written;
}

/** Each parameter becomes the list of that column's values. A list of lists must be rectangular: columns that hold lists travel as their text. */
function writtenForMany(text: string, types: TypesOfColumns): string | null {
  const [, table, names, values] = ONE_ROW.exec(text) ?? [];
  if (table === undefined || names === undefined || values === undefined) return null;
  const columns = names.split(',').map((name) => name.trim());
  const inOrder = values.split(',').every((value, index) => new RegExp(`^\\$${String(index + 1)}(::\\w+)?$`).test(value.trim()));
  const typed = columns.map((column) => types.get(`${table}.${column}`));
  if (!inOrder || !typed.every((type) => type !== undefined)) return null;
  const lists = typed.map((type, index) => `$${String(index + 1)}::${isList(type) ? 'text' : type}[]`);
  const cells = typed.map((type, index) => (isList(type) ? `c${String(index + 1)}::${type}` : `c${String(index + 1)}`));
  const row = typed.map((_, index) => `c${String(index + 1)}`);
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${cells.join(', ')} FROM unnest(${lists.join(', ')}) AS each (${row.join(', ')})`;
}

const isList = (type: string): boolean => type.endsWith('[]');
