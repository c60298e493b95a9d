import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { loadLibraryFiles } from './library-files';
import { migrate } from './migrate';
import { startThrowawayPostgres } from './postgres/throwaway-postgres';

/** Indexes, constraints and defaults are written in the migrations alone; an entity says which columns there are, and of what type. */
const migrationsOwn =
  /^(CREATE (UNIQUE )?INDEX|DROP INDEX|COMMENT ON|ALTER TABLE .* (ADD|DROP) CONSTRAINT|ALTER TABLE .* ALTER COLUMN .* (SET|DROP) DEFAULT)/i;

/**
 * What TypeORM would still change in a freshly migrated database to make it fit the entities: empty when the migrations and the entities
 * say the same. Starts a throwaway PostgreSQL for the question.
 */
export async function schemaDrift(): Promise<string[]> {
  const postgres = await startThrowawayPostgres();
  try {
    const url = postgres.url('postgres');
    await migrate(url);
    const source = new DataSource({ type: 'postgres', url, entities: await loadEntities(), synchronize: false, installExtensions: false });
    await source.initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      return upQueries.map(({ query }) => query).filter((query) => !migrationsOwn.test(query));
    } finally {
      await source.destroy();
    }
  } finally {
    await postgres.stop();
  }
}

async function loadEntities(): Promise<(new () => object)[]> {
  const exported = await loadLibraryFiles(/^[a-z]+\/src\/.*\.entity\.[jt]s$/);
  const tables = new Set(getMetadataArgsStorage().tables.map(({ target }) => target));
  return exported.filter((thing): thing is new () => object => typeof thing === 'function' && tables.has(thing));
}
