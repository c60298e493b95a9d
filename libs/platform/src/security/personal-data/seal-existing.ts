import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { Database } from '../../database/database';
import { UnitOfWork } from '../../database/unit-of-work';
import type { Actor } from '../actor';
import { type ClassifiedTable, classifiedTables } from './classification';
import { BlindIndex } from './blind-index';
import { isProtected } from './classes';
import { DataKeys } from './data-keys';
import { isSealed, sealValue } from './sealed-value';

/** What lies open although its column is for encrypted values only. */
const NOT_SEALED = (column: string): string => `(${column} IS NOT NULL AND NOT platform_is_sealed(${column}))`;

/** The text in clear of a value that another, earlier cipher encrypted for this subject. */
export type EarlierForm = (value: string, subjectId: string) => string;

export interface SealOrder {
  /** Rows in one transaction. */
  readonly batch: number;
  /** By `table.column`: what lies there was encrypted before, in another way. */
  readonly earlier?: ReadonlyMap<string, EarlierForm>;
}

/** Encrypts in place what was kept before its column was an encrypted one. Running it again changes nothing. */
@Injectable()
export class SealExisting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly keys: DataKeys,
    private readonly blindIndex: BlindIndex,
  ) {}

  /** Answers how many rows were encrypted, by table. */
  async execute({ batch, earlier = new Map() }: SealOrder, actor: Actor): Promise<Result<Readonly<Record<string, number>>, Refusal>> {
    const sealed: Record<string, number> = {};
    for (const table of classifiedTables()) {
      const columns = [...table.columns].filter(([, of]) => isProtected(of)).map(([name]) => name);
      if (table.subject === null || columns.length === 0) continue;
      // What may only be added to cannot be locked for a change, and has nothing to change.
      if ((await this.openIn(table.table, columns)) === 0) continue;
      for (;;) {
        const done = await this.sealSome(table, columns, { batch, earlier }, actor);
        if (!done.ok) return done;
        if (done.value === 0) break;
        sealed[table.table] = (sealed[table.table] ?? 0) + done.value;
      }
    }
    return ok(sealed);
  }

  /** How many rows lie open; 0 everywhere once {@link execute} was run. */
  async open(): Promise<number> {
    let open = 0;
    for (const { table, columns, subject } of classifiedTables()) {
      const guarded = [...columns].filter(([, of]) => isProtected(of)).map(([name]) => name);
      if (subject !== null && guarded.length > 0) open += await this.openIn(table, guarded);
    }
    return open;
  }

  private async openIn(table: string, columns: readonly string[]): Promise<number> {
    const open = columns.map(NOT_SEALED).join(' OR ');
    const [row] = await this.database.query<{ open: number }>(`SELECT count(*)::int AS open FROM ${table} WHERE ${open}`);
    return row?.open ?? 0;
  }

  private sealSome(
    { table, subject, blindIndexes }: ClassifiedTable,
    columns: readonly string[],
    { batch, earlier }: Required<SealOrder>,
    actor: Actor,
  ): Promise<Result<number, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const { type, idColumn } = subject ?? { type: '', idColumn: '' };
      const rows = await tx.query<Record<string, string | null>>(
        `SELECT ctid::text AS "~row", ${idColumn}::text AS "~id", ${columns.join(', ')} FROM ${table}
          WHERE ${columns.map(NOT_SEALED).join(' OR ')} ORDER BY ${idColumn} LIMIT $1 FOR UPDATE`,
        [batch],
      );
      for (const row of rows) {
        const id = row['~id'] ?? '';
        const key = await this.keys.ofSubject(tx, { type, id });
        const clear = new Map(columns.map((column) => [column, clearOf(row[column], earlier.get(`${table}.${column}`), id)]));
        const indexes = [...blindIndexes].filter(([, { column }]) => clear.get(column) !== null);
        const values = [
          ...columns.map((column) => {
            const text = clear.get(column) ?? null;
            return text === null ? (row[column] ?? null) : sealValue(key, `${table}.${column}`, text);
          }),
          ...indexes.map(([, { column, place, spelling }]) => this.blindIndex.of(place, spelling, clear.get(column) ?? '')),
        ];
        const named = [...columns, ...indexes.map(([index]) => index)];
        tx.write(`UPDATE ${table} SET ${named.map((column, at) => `${column} = $${String(at + 2)}`).join(', ')} WHERE ctid = $1::tid`, [
          row['~row'],
          ...values,
        ]);
      }
      return ok(rows.length);
    });
  }
}

/** Null for what is there no more, or is encrypted already. */
function clearOf(value: string | null | undefined, earlier: EarlierForm | undefined, subjectId: string): string | null {
  if (value === null || value === undefined || isSealed(value)) return null;
  return earlier === undefined ? value : earlier(value, subjectId);
}
