import type { Protection } from '../protections';
import { failure } from './failure';
import type { Locks, Strength } from './locks';
import type { Session } from './session';
import type { Row, Table } from './table';

export type Rows = Row[];

/** What a statement needs of the database in which it runs. */
export interface Surroundings {
  readonly nowMs: number;
  readonly locks: Locks;
  lacks(protection: Protection): boolean;
  table(name: string): Table;
  takeAdvisory(number: number, session: Session): boolean;
  secondFenceHeld(what: string): void;
  nextNumber(sequence: string): number;
  nextSerial(): number;
}

/**
 * One statement. It reads what was committed when it began and what its own transaction wrote before; it takes locks at once and writes at its end, so
 * that it can be run again after it had to wait (READ COMMITTED, without PostgreSQL's finer points: see docs/simulation.md).
 */
export class Execution {
  private readonly written = new Map<string, Map<string, Row>>();
  /** How many rows an UPDATE met. */
  affected = 0;

  constructor(
    private readonly database: Surroundings,
    private readonly session: Session,
  ) {}

  get nowMs(): number {
    return this.database.nowMs;
  }

  lacks(protection: Protection): boolean {
    return this.database.lacks(protection);
  }

  all(table: string): Row[] {
    const committed = this.database.table(table).rows;
    const own = this.session.writes.get(table);
    if (own === undefined) return [...committed.values()];
    return [...new Map([...committed, ...own]).values()];
  }

  get(table: string, key: string): Row | undefined {
    return this.session.writes.get(table)?.get(key) ?? this.database.table(table).rows.get(key);
  }

  keyOf(table: string, row: Row): string {
    return this.database.table(table).definition.keyOf(row);
  }

  lock(table: string, rows: readonly Row[], strength: Strength = 'UPDATE'): void {
    if (this.lacks('row-lock')) return;
    for (const row of rows) this.database.locks.take(`${table}/${this.keyOf(table, row)}`, this.session, strength);
  }

  lockedByOthers(table: string, row: Row): boolean {
    return !this.database.locks.isFree(`${table}/${this.keyOf(table, row)}`, this.session, 'UPDATE');
  }

  tryAdvisoryLock(number: number): boolean {
    if (this.lacks('advisory-lock')) return true;
    return this.database.takeAdvisory(number, this.session);
  }

  /** Whether the value is taken in a unique index (the primary key is index ''); waits for whoever is about to take it. */
  isTaken(table: string, row: Row): boolean {
    const { definition } = this.database.table(table);
    const key = definition.keyOf(row);
    this.database.locks.take(`${table}#/${key}`, this.session, 'UPDATE');
    if (this.get(table, key) !== undefined || this.written.get(table)?.has(key) === true) return true;
    return (definition.unique ?? []).some(({ name, keyOf }) => {
      const value = keyOf(row);
      if (value === null) return false;
      this.database.locks.take(`${table}#${name}/${value}`, this.session, 'UPDATE');
      const pending = [...(this.session.writes.get(table)?.values() ?? []), ...(this.written.get(table)?.values() ?? [])];
      return this.database.table(table).holderOf(name, value) !== undefined || pending.some((other) => keyOf(other) === value);
    });
  }

  /** Throws 23505 when a unique value is taken, unless that constraint is taken away. */
  insert(table: string, row: Row, without?: Protection): void {
    const isTaken = this.isTaken(table, row);
    if (isTaken && without !== undefined && this.lacks(without)) {
      const isThere = this.get(table, this.keyOf(table, row)) !== undefined;
      this.put(table, `${this.keyOf(table, row)}${isThere ? `/again-${this.database.nextSerial()}` : ''}`, row);
      return;
    }
    if (isTaken) throw failure('23505', `duplicate key in ${table}`);
    this.put(table, this.keyOf(table, row), row);
  }

  /** Replaces a row; others who would change it wait until this transaction ends. */
  update(table: string, before: Row, changes: Row): Row {
    const key = this.keyOf(table, before);
    this.database.locks.take(`${table}/${key}`, this.session, 'NO KEY UPDATE');
    const after = { ...before, ...changes };
    this.put(table, key, after);
    this.affected += 1;
    return after;
  }

  secondFenceHeld(what: string): void {
    this.database.secondFenceHeld(what);
  }

  next(sequence: string): number {
    return this.database.nextNumber(sequence);
  }

  nextSerial(): number {
    return this.database.nextSerial();
  }

  /** The statement has succeeded: its rows belong to the transaction. */
  settle(): void {
    for (const [table, rows] of this.written) {
      const own = this.session.writes.get(table) ?? new Map<string, Row>();
      for (const [key, row] of rows) own.set(key, row);
      this.session.writes.set(table, own);
    }
  }

  private put(table: string, key: string, row: Row): void {
    const check = this.database.table(table).definition.check;
    if (check?.(row) === false) throw failure('23514', `check of ${table}`);
    const rows = this.written.get(table) ?? new Map<string, Row>();
    rows.set(key, row);
    this.written.set(table, rows);
  }
}
