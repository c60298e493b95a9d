import type { Database } from './database';

const COLUMNS = `
  SELECT relname || '.' || attname AS place, format_type(atttypid, NULL) AS type
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
   WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped`;

/** The type of each column by `table.column`, as PostgreSQL writes it. */
export type TypesOfColumns = ReadonlyMap<string, string>;

/** Reads of which type the columns of all tables are, once in the life of a process: a new version of the schema comes with a new process. */
export class ColumnTypes {
  private read: Promise<TypesOfColumns> | undefined;

  constructor(private readonly database: Pick<Database, 'query'>) {}

  all(): Promise<TypesOfColumns> {
    return (this.read ??= this.ask());
  }

  private async ask(): Promise<TypesOfColumns> {
    try {
      const rows = await this.database.query<{ place: string; type: string }>(COLUMNS);
      return new Map(rows.map(({ place, type }) => [place, type]));
    } catch (error) {
      this.read = undefined;
      throw error;
    }
  }
}
