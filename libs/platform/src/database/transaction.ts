import type { Instant, NewEntry } from '@bongsu/kernel';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Actor } from '../security/actor';

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
  /** Adds to the journal what happened; written when the unit commits. */
  append(...entries: NewEntry[]): void;
  readonly [made]: true;
}

export interface OpenTransaction extends Tx {
  readonly appended: readonly NewEntry[];
}

/** The driver's connection, as far as it is used here. */
export interface Connection {
  query(statement: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

export function openTransaction(runner: QueryRunner, connection: Connection, actor: Actor, now: Instant): OpenTransaction {
  const appended: NewEntry[] = [];
  const transaction: Omit<OpenTransaction, typeof made> = {
    now,
    actor,
    appended,
    manager: runner.manager,
    query: <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => rows<Row>(connection, sql, parameters),
    append: (...entries: NewEntry[]): void => void appended.push(...entries),
  };
  return transaction as OpenTransaction;
}

async function rows<Row>(connection: Connection, text: string, parameters: readonly unknown[]): Promise<Row[]> {
  const name = statementName(text);
  const result = await connection.query({ ...(name === undefined ? {} : { name }), text, values: [...parameters] });
  return result.rows as Row[];
}

const PREPARED_AT_MOST = 600;
const names = new Map<string, string>();

/** A short name for each statement text, so that PostgreSQL parses and plans it once per connection; bounded, should texts ever vary. */
function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= PREPARED_AT_MOST) return undefined;
  const name = `bongsu_${names.size + 1}`;
  names.set(text, name);
  return name;
}
