import type { Instant, NewEntry } from '@bongsu/kernel';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../security/actor';
import type { DriverTransaction } from './driver-transaction';
import type { NumberDraws } from './number-draws';

declare const made: unique symbol;

/**
 * One open transaction. Every writing method in the house takes it, and only `UnitOfWork.run` makes one: writing outside a
 * transaction does not compile.
 */
export interface Tx {
  /** The time that this unit of work decides with. */
  readonly now: Instant;
  readonly actor: Actor;
  readonly manager: EntityManager;
  /** Rows of any statement, UPDATE … RETURNING included. The text must not vary with values: it is prepared once per connection. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Writes without waiting: the statement travels with the next query or with COMMIT, one round trip less. For writes whose rows nobody asks for;
   * when it fails the unit fails. A unit that does nothing else is committed together with others of its kind.
   */
  write(sql: string, parameters?: readonly unknown[]): void;
  /** The next number of a sequence. It is used up even when the unit fails. */
  next(sequence: string): Promise<number>;
  /** Adds to the journal what happened; written when the unit commits. */
  append(...entries: NewEntry[]): void;
  readonly [made]: true;
}

/** The unit of work's own view: also what was appended so far. */
export interface OpenTransaction extends Tx {
  readonly appended: readonly NewEntry[];
}

export function openTransaction(transaction: DriverTransaction, draws: NumberDraws, actor: Actor, now: Instant): OpenTransaction {
  const appended: NewEntry[] = [];
  const open: Omit<OpenTransaction, typeof made> = {
    now,
    actor,
    appended,
    get manager() {
      return transaction.manager;
    },
    query: (sql, parameters) => transaction.query(sql, parameters),
    write: (sql, parameters) => transaction.write(sql, parameters),
    // A transaction that has a connection asks there: nobody waits for a second one while holding the first.
    next: (sequence) => (transaction.isBegun ? nextInside(transaction, sequence) : draws.next(sequence)),
    append: (...entries) => void appended.push(...entries),
  };
  return open as OpenTransaction;
}

async function nextInside(transaction: DriverTransaction, sequence: string): Promise<number> {
  const [row] = await transaction.query<{ number: number }>('SELECT nextval($1::text::regclass) AS number', [sequence]);
  return Number(row?.number);
}
