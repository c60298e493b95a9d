import { DataSource, type EntityManager, FindOperator, type QueryRunner } from 'typeorm';
import type { StatementBatchLike } from './statement-batch-like';
import { thisMachine } from '../engine/machine';
import type { Machine } from '../engine/machine';
import { refusedToConnect } from './failure';
import { tableOf } from './entity-tables';
import type { Answered, Request, Session } from './session';
import type { SimulatedDatabase } from './simulated-database';
import type { Row } from './table';

const TURNS_OF_TYPEORM = 5;

const OID = { bool: 16, bytea: 17, text: 25, json: 114, float: 701, timestamptz: 1184 } as const;

/** A value as PostgreSQL would write it, and of which type it is. */
function written(value: unknown): { oid: number; text: string | null } {
  if (value === null || value === undefined) return { oid: OID.text, text: null };
  if (typeof value === 'string') return { oid: OID.text, text: value };
  if (typeof value === 'number') return { oid: OID.float, text: String(value) };
  if (typeof value === 'boolean') return { oid: OID.bool, text: value ? 't' : 'f' };
  if (value instanceof Date) return { oid: OID.timestamptz, text: value.toISOString().replace('T', ' ').replace('Z', '+00') };
  if (Buffer.isBuffer(value)) return { oid: OID.bytea, text: `\\x${value.toString('hex')}` };
  return { oid: OID.json, text: JSON.stringify(value) };
}

/** Answers a batch in the driver's own words. */
function answer(batch: StatementBatchLike, answers: readonly Answered[]): void {
  for (const { rows, command } of answers) {
    const names = Object.keys(rows[0] ?? {});
    const cells = rows.map((row) => names.map((name) => written(row[name])));
    const fields = names.map((name, column) => ({
      name,
      dataTypeID: cells.find((row) => row[column]?.text !== null)?.[column]?.oid ?? OID.text,
    }));
    batch.handleRowDescription({ fields });
    for (const row of cells) batch.handleDataRow({ fields: row.map(({ text }) => text) });
    batch.handleCommandComplete({ text: command });
  }
  batch.handleReadyForQuery();
}

export function ask(database: SimulatedDatabase, session: Session, statements: Request['statements']): Promise<readonly Answered[]> {
  return new Promise((resolve, reject) => {
    database.ask(session, { statements, done: (error, answers) => (error === null ? resolve(answers) : reject(error)) });
  });
}

/** The driver's data source of one process, as far as the house uses it: query runners with a connection and a manager. */
export function simulatedSource(database: SimulatedDatabase, machine: Machine): DataSource {
  const createQueryRunner = (): QueryRunner => runnerOn(database, machine) as unknown as QueryRunner;
  const source = { createQueryRunner, isInitialized: true, destroy: () => Promise.resolve() };
  const manager = managerOn((statements) => alone(database, machine, statements));
  return Object.assign(source, { manager }) as unknown as DataSource;
}

async function alone(database: SimulatedDatabase, machine: Machine, statements: Request['statements']): Promise<readonly Answered[]> {
  if (!database.isUp) throw refusedToConnect();
  const session = database.open(machine, 'read');
  try {
    return await ask(database, session, statements);
  } finally {
    database.end(session);
  }
}

function runnerOn(database: SimulatedDatabase, machine: Machine): object {
  let session: Session | undefined;
  const open = (): Session => {
    if (!database.isUp) throw refusedToConnect();
    return (session ??= database.open(thisMachine() ?? machine, 'unit'));
  };
  const connection = {
    query: (batch: StatementBatchLike) => {
      database.ask(open(), {
        statements: batch.statements,
        // The real connection hands itself over with an error: the batch forgets what it had sent to be parsed.
        done: (error, answers) =>
          error === null ? answer(batch, answers) : batch.handleError(error, { submittedNamedStatements: {}, parsedStatements: {} }),
      });
    },
  };
  return {
    connect: async () => {
      open();
      return connection;
    },
    release: async () => {
      if (session !== undefined) database.end(session);
    },
    // TypeORM takes several turns before it sends: what was sent before it in the same breath is on its way by then.
    manager: managerOn(async (statements) => {
      for (let turn = 0; turn < TURNS_OF_TYPEORM; turn++) await Promise.resolve();
      return ask(database, open(), statements);
    }),
  };
}

type Send = (statements: Request['statements']) => Promise<readonly Answered[]>;
type EntityClass = new () => object;

/** The few things that the stores ask of TypeORM's manager. */
function managerOn(send: Send): EntityManager {
  const one = async (text: string, ...values: unknown[]): Promise<Answered> => (await send([{ text, values }]))[0]!;
  const find = async (entity: EntityClass, { where = {}, order }: { where?: object; order?: object } = {}): Promise<Row[]> =>
    (await one('entity find', tableOf(entity), conditionsOf(where), order)).rows.map((row) => ({ ...row }));
  const manager = {
    find,
    findBy: (entity: EntityClass, where: object) => find(entity, { where }),
    findOneBy: async (entity: EntityClass, where: object) => (await find(entity, { where }))[0] ?? null,
    insert: (entity: EntityClass, row: object) => one('entity insert', tableOf(entity), { ...row }),
    update: async (entity: EntityClass, where: object, changes: object) => {
      const { affected } = await one('entity update', tableOf(entity), conditionsOf(where), { ...changes });
      return { affected };
    },
    query: async (text: string, values: unknown[] = []) => (await one(text, ...values)).rows.map((row) => ({ ...row })),
  };
  return manager as unknown as EntityManager;
}

/** Field → the values that it may have. */
function conditionsOf(where: object): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(where).map(([field, value]): [string, readonly unknown[]] => {
      if (!(value instanceof FindOperator)) return [field, [value]];
      if (value.type !== 'in') throw new Error(`the simulation does not know the condition ${value.type}`);
      return [field, value.value as unknown[]];
    }),
  );
}
