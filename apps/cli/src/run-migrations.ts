import { DataSource } from 'typeorm';
import { LOCK_TIMEOUT_MS, withLockPatience } from './lock-patience';
import type { MigrationClass } from './migrations';

const TABLE = 'schema_migration';

/**
 * Applies those of the migrations that were not applied yet, oldest first, each in a transaction of its own; answers their names. None waits for a
 * lock longer than {@link LOCK_TIMEOUT_MS}; one that does is rolled back and tried again while everybody else goes on.
 *
 * One that says `transaction = false` (CREATE INDEX CONCURRENTLY) is not rolled back: it must begin by removing what a try before it left behind.
 */
export async function runMigrations(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [...migrations],
    migrationsTableName: TABLE,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'bongsu migrate',
    extra: { options: `-c timezone=UTC -c lock_timeout=${LOCK_TIMEOUT_MS}` },
  });
  await source.initialize();
  try {
    const before = new Set(await applied(source));
    await withLockPatience(() => source.runMigrations());
    return (await applied(source)).filter((name) => !before.has(name));
  } finally {
    await source.destroy();
  }
}

async function applied(source: DataSource): Promise<string[]> {
  const [there] = await source.query<{ found: boolean }[]>(`SELECT to_regclass('${TABLE}') IS NOT NULL AS found`);
  if (there?.found !== true) return [];
  return (await source.query<{ name: string }[]>(`SELECT name FROM ${TABLE} ORDER BY id`)).map(({ name }) => name);
}
