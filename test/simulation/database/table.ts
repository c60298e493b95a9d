export type Row = Readonly<Record<string, unknown>>;

/** Which values may be there once only; null = this row is not concerned. */
export interface UniqueIndex {
  readonly name: string;
  readonly keyOf: (row: Row) => string | null;
}

export interface TableDefinition {
  readonly name: string;
  readonly keyOf: (row: Row) => string;
  readonly unique?: readonly UniqueIndex[];
  /** CHECK: throws nothing, says whether the row is right. */
  readonly check?: (row: Row) => boolean;
}

/** The committed rows of a table. */
export class Table {
  readonly rows = new Map<string, Row>();
  private readonly indexed = new Map<string, Map<string, string>>();

  constructor(readonly definition: TableDefinition) {
    for (const { name } of definition.unique ?? []) this.indexed.set(name, new Map());
  }

  /** Under which key the row stands that has this value in a unique index. */
  holderOf(index: string, value: string): string | undefined {
    return this.indexed.get(index)?.get(value);
  }

  put(key: string, row: Row): void {
    const before = this.rows.get(key);
    for (const { name, keyOf } of this.definition.unique ?? []) {
      const index = this.indexed.get(name)!;
      const earlier = before === undefined ? null : keyOf(before);
      if (earlier !== null && index.get(earlier) === key) index.delete(earlier);
      const now = keyOf(row);
      if (now !== null) index.set(now, key);
    }
    this.rows.set(key, row);
  }
}
