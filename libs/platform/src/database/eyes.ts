import type { DataSource, QueryRunner } from 'typeorm';
import { whoActs } from '../security/acting';
import type { Actor } from '../security/actor';
import { type Visibility, isHouse, tokensOf, visibilityOf } from '../security/visibility';
import { type Connection, type Statement, sendBatch } from './statement-batch';
import { statement } from './statements';

/*
 * PostgreSQL's own view of who asks: the row policies (docs/adr/0013) read these settings, which last for one transaction. A connection of
 * the pool begins as the house; whatever a person does, or a job in a person's name, narrows it first.
 */
const SET =
  "SELECT set_config('bongsu.reach', $1, true), set_config('bongsu.tokens', $2, true), set_config('bongsu.seals', $3, true), set_config('bongsu.person', $4, true)";

const begin = statement('BEGIN');
const commit = statement('COMMIT');
const rollback = statement('ROLLBACK');

/** What every connection starts with. */
export const HOUSE_REACH = 'bongsu.reach=house';

/** What makes a transaction see with these eyes; null for the house, whose connections see everything as they are. */
export function eyesOf(actor: Actor | null | undefined): Statement | null {
  if (actor === undefined || actor?.kind === 'job') return null;
  if (actor === null) return statement(SET, ['none', '{}', '{}', '']);
  if (isHouse(actor)) return null;
  return narrowed(visibilityOf(actor), actor.id);
}

function narrowed(visibility: Visibility, personId: string): Statement {
  if (visibility.seals === '*') throw new Error('no person sees all that is sealed');
  const reach = visibility.missions === '*' ? 'network' : 'missions';
  return statement(SET, [reach, arrayText(tokensOf(visibility)), arrayText(visibility.seals), personId]);
}

/** Ids and codes only: nothing in them needs escaping, and what would is refused. */
function arrayText(values: readonly string[]): string {
  if (values.some((value) => /["\\]/.test(value))) throw new Error('a mission or incident id holds a quote');
  return `{${values.map((value) => `"${value}"`).join(',')}}`;
}

/** Of a unit of work, as far as it is used here. */
interface Unit {
  readonly actor: Actor;
  query(sql: string, parameters: readonly unknown[]): Promise<unknown>;
  write(sql: string, parameters: readonly unknown[]): void;
}

const REACH = "SELECT set_config('bongsu.reach', $1, true)";
const widened = new WeakMap<object, number>();

/**
 * Runs `work` with the house's eyes within a unit of work of a person, and leaves her own for what follows: `asHouse` for rows that she may not see
 * and that follow from what she may do, such as the shelf of a hub whose promise she gives back. The caller says so beside each use.
 */
export async function asHouseWithin<T>(tx: Unit, work: () => Promise<T>): Promise<T> {
  const eyes = eyesOf(tx.actor);
  if (eyes === null) return work();
  const depth = widened.get(tx) ?? 0;
  // Counted before anything is waited for: of two that run at once the last to end narrows, and neither narrows the other.
  widened.set(tx, depth + 1);
  try {
    // Asked, not only written: a unit that did nothing but write would be committed together with others, whose eyes are their own.
    if (depth === 0) await tx.query(REACH, ['house']);
    return await work();
  } finally {
    const left = (widened.get(tx) ?? 1) - 1;
    widened.set(tx, left);
    if (left === 0) tx.write(REACH, [eyes.values[0]]);
  }
}

/** A runner whose transactions are ours: they say for themselves whose eyes they have. */
const ours = new WeakSet<QueryRunner>();

export function ownRunner(source: DataSource): QueryRunner {
  const runner = source.createQueryRunner();
  ours.add(runner);
  return runner;
}

/** Has everything that TypeORM reads outside our transactions read with the eyes of whoever acts. */
export function watchReads(source: DataSource): DataSource {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => watched(create(mode));
  return source;
}

function watched(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner);
  const read = async (eyes: Statement, sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown> => {
    // All four are under way at once; the runner is given back only when the last of them was answered.
    const [begun, narrowedTo, answer, ended] = await Promise.allSettled([
      query('BEGIN'),
      query(eyes.text, [...eyes.values]),
      structured === true ? query(sql, parameters, true) : query(sql, parameters),
      query('COMMIT'),
    ]);
    for (const step of [begun, narrowedTo, answer, ended]) if (step.status === 'rejected') throw step.reason;
    return answer.status === 'fulfilled' ? (answer.value as unknown) : undefined;
  };
  const watchedQuery = (sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown> => {
    const eyes = ours.has(runner) || runner.isTransactionActive ? null : eyesOf(whoActs());
    if (eyes !== null) return read(eyes, sql, parameters, structured);
    return structured === true ? query(sql, parameters, true) : query(sql, parameters);
  };
  runner.query = watchedQuery as QueryRunner['query'];
  const start = runner.startTransaction.bind(runner);
  // A transaction of TypeORM's own has the same eyes.
  runner.startTransaction = async (level) => {
    const eyes = ours.has(runner) || runner.isTransactionActive ? null : eyesOf(whoActs());
    await start(level);
    if (eyes !== null) await query(eyes.text, [...eyes.values]);
  };
  return runner;
}

/** One statement with the eyes of whoever acts, in one message. */
export async function readAs(connection: Connection, read: Statement): Promise<Record<string, unknown>[]> {
  const eyes = eyesOf(whoActs());
  if (eyes === null) return (await sendBatch(connection, [read]))[0]?.rows ?? [];
  const answers = await sendBatch(connection, [begin, eyes, read, commit]).catch(async (failure: unknown) => {
    // What follows a failure in one message is skipped, COMMIT too: whoever gets the connection next would find a failed transaction.
    await sendBatch(connection, [rollback]).catch(() => undefined);
    throw failure;
  });
  return answers[2]?.rows ?? [];
}
