import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import type { Settings } from '../config/concerns';

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
  ]
    .map((option) => `-c ${option}`)
    .join(' ');
}

export function createDataSource(settings: Settings['database'], entities: Entities, applicationName: string): DataSource {
  return new DataSource({
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
    extra: { max: settings.DATABASE_POOL_MAX, options: connectionOptions(settings), pipeline: true },
  });
}

export const DATA_SOURCE = Symbol('data-source');

/** Reads outside a transaction: lists, read faces, figures. What writes goes through the unit of work. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(@Inject(DATA_SOURCE) readonly source: DataSource) {}

  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.source.query<Row[]>(sql, [...parameters]);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
