import { getMetadataArgsStorage } from 'typeorm';
import type { Spelling } from './blind-index';
import { sealedColumn } from './sealed-column';
import { type PersonalDataClass, type RetentionRule, isProtected } from './classes';
import { PersonalDataFault } from './fault';

/** A table as the registry knows it. */
export interface ClassifiedTable {
  readonly table: string;
  /** By column name. */
  readonly columns: ReadonlyMap<string, PersonalDataClass>;
  /** Columns with a blind index, and what each is made of. */
  readonly blindIndexes: ReadonlyMap<string, IndexedColumn>;
  /** Whose key encrypts its P2 and P3 columns, and the incident that a row is about (SQL over the row); null where there are none. */
  readonly subject: { readonly type: string; readonly idColumn: string; readonly incidentSql: string | null } | null;
  readonly retention: RetentionRule | null;
  /** Columns of free text that lie open, each with the reason why. */
  readonly openText: ReadonlyMap<string, string>;
  /** Whose erasure erases rows of this table as well. */
  readonly goesWith: readonly GoesWith[];
}

/** What a blind index is made of. `place` (`table.column`) is a part of every index value. */
export interface IndexedColumn {
  readonly column: string;
  readonly place: string;
  readonly spelling: Spelling;
}

/** Rows whose text belongs to a subject of another table: what was said about a report goes with the report. */
export interface GoesWith {
  readonly type: string;
  /** Statement that answers the ids (column `id`, text) of this table's own subjects that belong to the subjects `$1::text[]`. */
  readonly idsSql: string;
}

/** A classified entity: what the codec needs to seal and to open its rows. */
export interface Classified<Row extends object> extends ClassifiedTable {
  readonly protectedFields: readonly ProtectedField<Row>[];
  readonly subjectId: (row: Row) => string;
}

interface ProtectedField<Row extends object> {
  readonly property: keyof Row & string;
  /** `table.column`, authenticated with every value. */
  readonly place: string;
}

interface About<Row extends object> {
  readonly columns: Readonly<Record<keyof Row & string, PersonalDataClass>>;
  readonly subject?: { readonly type: string; readonly id: keyof Row & string; readonly incidentSql?: string };
  readonly blindIndexes?: Partial<Record<keyof Row & string, { readonly of: keyof Row & string; readonly spelling: Spelling }>>;
  readonly retention?: RetentionRule;
  readonly goesWith?: readonly GoesWith[];
  /** Free text that lies open, and why: for the document. */
  readonly openText?: Partial<Record<keyof Row & string, string>>;
}

const registry = new Map<string, ClassifiedTable>();

/** Every table that was classified by what this process has loaded. */
export const classifiedTables = (): readonly ClassifiedTable[] => [...registry.values()];

/** Names, as code and columns spell them, under which personal data travels. */
export function protectedFieldNames(): ReadonlySet<string> {
  if (named.tables !== registry.size) named = { tables: registry.size, names: new Set([...registry.values()].flatMap(namesIn)) };
  return named.names;
}

let named: { readonly tables: number; readonly names: ReadonlySet<string> } = { tables: 0, names: new Set() };

function namesIn({ columns }: ClassifiedTable): string[] {
  const guarded = [...columns].filter(([, of]) => isProtected(of)).map(([column]) => column);
  return guarded.flatMap((column) => [column, column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]);
}

/**
 * Says of every column of an entity what it holds of people. Leaving one out does not compile; a P2 or P3 column that is not a
 * sealed one throws when the file is loaded, so that the process does not start.
 */
export function classify<Row extends object>(entity: new () => Row, about: About<Row>): Classified<Row> {
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find(({ target }) => target === entity)?.name;
  if (table === undefined) throw new Error(`${entity.name} is no entity of a table`);
  const columnsOf = new Map(
    storage.columns.filter(({ target }) => isOf(entity, target)).map(({ propertyName, options }) => [propertyName, options]),
  );
  const nameOf = (property: string): string => columnsOf.get(property)?.name ?? property;
  const fields = Object.entries<PersonalDataClass>(about.columns);
  const guarded = fields.filter(([, of]) => isProtected(of)).map(([property]) => property as keyof Row & string);
  for (const property of guarded)
    if (columnsOf.get(property)?.transformer !== sealedColumn.transformer)
      throw new Error(`${table}.${nameOf(property)} holds personal data and is not an encrypted column`);
  const { subject } = about;
  if (guarded.length > 0 && subject === undefined) throw new Error(`${table} holds personal data and does not say whose`);
  const classified: Classified<Row> = {
    table,
    columns: new Map(fields.map(([property, of]) => [nameOf(property), of])),
    blindIndexes: new Map(
      Object.entries<{ of: string; spelling: Spelling } | undefined>(about.blindIndexes ?? {}).flatMap(([index, made]) => {
        if (made === undefined) return [];
        const column = nameOf(made.of);
        return [[nameOf(index), { column, place: `${table}.${column}`, spelling: made.spelling }] as const];
      }),
    ),
    subject: subject === undefined ? null : { type: subject.type, idColumn: nameOf(subject.id), incidentSql: subject.incidentSql ?? null },
    retention: about.retention ?? null,
    goesWith: about.goesWith ?? [],
    openText: new Map(Object.entries<string | undefined>(about.openText ?? {}).map(([property, why]) => [nameOf(property), why ?? ''])),
    protectedFields: guarded.map((property) => ({ property, place: `${table}.${nameOf(property)}` })),
    subjectId: (row) => String(subject === undefined ? '' : row[subject.id]),
  };
  registry.set(table, classified);
  return classified;
}

/** The same for a table without an entity: the platform's own, which hold no protected column. */
export function classifyTable(table: string, columns: Readonly<Record<string, Exclude<PersonalDataClass, 'P2' | 'P3'>>>): void {
  const none = { blindIndexes: new Map(), subject: null, retention: null, openText: new Map(), goesWith: [] };
  registry.set(table, { table, columns: new Map(Object.entries(columns)), ...none });
}

/** `table.column` of a protected property. Throws when it is none. */
export function placeOf<Row extends object>(of: Classified<Row>, property: keyof Row & string): string {
  const field = of.protectedFields.find((each) => each.property === property);
  if (field !== undefined) return field.place;
  throw new PersonalDataFault(
    'personal-data.value-not-sealed',
    `${of.table}.${property} is not a protected column.`,
    'Classify it as P2 or P3.',
  );
}

/** The same for rows of which only some columns were read: whose they are, and some of the encrypted ones. */
export function partOf<Row extends object, Keys extends keyof Row & string>(
  of: Classified<Row>,
  ...keys: readonly Keys[]
): Classified<Pick<Row, Keys>> {
  const isAmong = (field: ProtectedField<Row>): field is ProtectedField<Pick<Row, Keys>> => keys.some((key) => key === field.property);
  return { ...of, protectedFields: of.protectedFields.filter(isAmong), subjectId: (row) => of.subjectId(row as Row) };
}

/** Columns may stand in a class that the entity extends. */
function isOf(entity: new () => object, target: unknown): boolean {
  return target === entity || (typeof target === 'function' && entity.prototype instanceof target);
}
