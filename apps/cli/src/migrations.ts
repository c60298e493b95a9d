import type { MigrationInterface } from 'typeorm';
import { loadLibraryFiles } from './library-files';

export type MigrationClass = new () => MigrationInterface;

/** `storage/migrations` in a context, `database/migrations` in the platform. */
const migrationFile = /^[a-z]+\/src\/(storage|database)\/migrations\/\d{13}-[a-z0-9-]+\.[jt]s$/;

/**
 * Every library's migrations, found beside the code they belong to. TypeORM orders them by the timestamp that ends each class's name. The
 * files import nothing of their library: the migrator need not load the application.
 */
export async function loadMigrations(): Promise<MigrationClass[]> {
  return (await loadLibraryFiles(migrationFile)).filter(isMigration);
}

function isMigration(exported: unknown): exported is MigrationClass {
  return typeof exported === 'function' && typeof (exported.prototype as Partial<MigrationInterface> | undefined)?.up === 'function';
}
