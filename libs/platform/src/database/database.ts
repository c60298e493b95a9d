import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import type { Settings } from '../config/concerns';
import { type DriverTransaction, inTransaction } from './driver-transaction';
import { HOUSE_REACH, ownRunner, readAs, watchReads } from './eyes';
import { type Connection, sendBatch } from './statement-batch';
import { statement } from './statements';

/** Entities that a process maps; each context exports its own list. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for entity classes
export type Entities = MixedList<Function | string | EntitySchema>;

/**
 * The options of every connection of a process: time-outs, so that nothing waits for ever, and the application's role, which
 * owns no table. `pipeline` lets statements follow each other without waiting for every answer.
 */
export function connectionOptions(settings: Settings['database']): string {
  return [
    `role=${settings.DATABASE_ROLE}`,
    `statement_timeout=${settings.DATABASE_STATEMENT_TIMEOUT_MS}`,
    `lock_timeout=${settings.DATABASE_LOCK_TIMEOUT_MS}`,
    'idle_in_transaction_session_timeout=10000',
    'timezone=UTC',
    HOUSE_REACH,
  ]
    .map((option) => `-c ${option}`)
    .join(' ');
}

export function createDataSource(settings: Settings['database'], entities: Entities, applicationName: string): DataSource {
  return watchReads(
    new DataSource({
      type: 'postgres',
      url: settings.DATABASE_URL,
      entities,
      synchronize: false,
      migrationsRun: false,
      applicationName,
      connectTimeoutMS: 5_000,
      useUTC: true,
      installExtensions: false,
      parseInt8: true,
      logging: false,
      // Kept when idle: a connection that is made anew must prepare every statement anew, just when the quiet is over.
      extra: {
        max: settings.DATABASE_POOL_MAX,
        idleTimeoutMillis: 0,
        keepAlive: true,
        options: connectionOptions(settings),
        pipeline: true,
      },
    }),
  );
}

/** Those that the application's role may read, quoted where they must be. */
const TABLES = `
  SELECT oid::regclass::text AS "table" FROM pg_class
   WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege(oid, 'SELECT')`;

export const DATA_SOURCE = Symbol('data-source');

/** Reads outside a transaction: lists, read faces, figures. What writes goes through the unit of work. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(@Inject(DATA_SOURCE) readonly source: DataSource) {}

  /** Rows of a statement. Its text must not vary with values: it is prepared once per connection. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const runner = ownRunner(this.source);
    try {
      return (await readAs((await runner.connect()) as Connection, statement(sql, parameters))) as Row[];
    } finally {
      await runner.release();
    }
  }

  /** Statements in one transaction, for the platform's own bookkeeping; what a use case writes goes through the unit of work. */
  atomically<T>(work: (transaction: Pick<DriverTransaction, 'query' | 'write'>) => Promise<T>): Promise<T> {
    return inTransaction(
      () => ownRunner(this.source),
      null,
      async (transaction) => {
        const done = await work(transaction);
        await transaction.commit();
        return done;
      },
    );
  }

  /**
   * Opens connections before anybody waits for one, and has PostgreSQL look up on each what it must know of the tables. Whoever is the first to
   * need a new connection otherwise pays for that, in the minutes after a restart of all times. A favour: what fails here is left to whoever needs it.
   */
  async warmUp(connections: number): Promise<void> {
    const tables = await this.query<{ table: string }>(TABLES);
    const looks = tables.map(({ table }) => ({ name: undefined, text: `SELECT FROM ${table} LIMIT 0`, values: [] }));
    const runners = Array.from({ length: connections }, () => ownRunner(this.source));
    await Promise.allSettled(runners.map(async (runner) => sendBatch((await runner.connect()) as Connection, looks)));
    await Promise.allSettled(runners.map((runner) => runner.release()));
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
