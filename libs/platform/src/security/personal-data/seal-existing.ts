import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { Database } from '../../database/database';
import { UnitOfWork } from '../../database/unit-of-work';
import type { Actor } from '../actor';
import { type ClassifiedTable, classifiedTables } from './classification';
import { isProtected } from './classes';
import { DataKeys } from './data-keys';
import { isSealed, sealValue } from './sealed-value';

/** What lies open although its column is for encrypted values only. */
const NOT_SEALED = (column: string): string => `(${column} IS NOT NULL AND NOT platform_is_sealed(${column}))`;

/** Encrypts in place what was kept before its column was an encrypted one. Running it again changes nothing. */
@Injectable()
export class SealExisting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly keys: DataKeys,
  ) {}

  /** Answers how many rows were encrypted, by table. */
  async execute({ batch }: { batch: number }, actor: Actor): Promise<Result<Readonly<Record<string, number>>, Refusal>> {
    const sealed: Record<string, number> = {};
    for (const table of classifiedTables()) {
      const columns = [...table.columns].filter(([, of]) => isProtected(of)).map(([name]) => name);
      if (table.subject === null || columns.length === 0) continue;
      for (;;) {
        const done = await this.sealSome(table, columns, batch, actor);
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
      const guarded = [...columns].filter(([, of]) => isProtected(of)).map(([name]) => NOT_SEALED(name));
      if (subject === null || guarded.length === 0) continue;
      const [row] = await this.database.query<{ open: number }>(`SELECT count(*)::int AS open FROM ${table} WHERE ${guarded.join(' OR ')}`);
      open += row?.open ?? 0;
    }
    return open;
  }

  private sealSome(
    { table, subject }: ClassifiedTable,
    columns: readonly string[],
    batch: number,
    actor: Actor,
  ): Promise<Result<number, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const { type, idColumn } = subject ?? { type: '', idColumn: '' };
      const rows = await tx.query<Record<string, string | null>>(
        `SELECT ${idColumn}::text AS "~id", ${columns.join(', ')} FROM ${table}
          WHERE ${columns.map(NOT_SEALED).join(' OR ')} ORDER BY ${idColumn} LIMIT $1 FOR UPDATE`,
        [batch],
      );
      for (const row of rows) {
        const id = row['~id'] ?? '';
        const key = await this.keys.ofSubject(tx, { type, id });
        const values = columns.map((column) => {
          const value = row[column];
          if (value === null || value === undefined || isSealed(value)) return value ?? null;
          return sealValue(key, `${table}.${column}`, value);
        });
        tx.write(
          `UPDATE ${table} SET ${columns.map((column, at) => `${column} = $${String(at + 2)}`).join(', ')} WHERE ${idColumn}::text = $1`,
          [id, ...values],
        );
      }
      return ok(rows.length);
    });
  }
}
