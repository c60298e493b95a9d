import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventually } from '../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../test/harness/fresh-database';
import { LOCK_TIMEOUT_MS } from './lock-patience';
import { runMigrations } from './run-migrations';

class RemarkOfMissions1799999000000 implements MigrationInterface {
  readonly name = 'RemarkOfMissions1799999000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE missions_mission ADD COLUMN remark text');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

describe('a migration of a table that is in use', () => {
  let database: FreshDatabase;
  const clients: Client[] = [];

  beforeAll(async () => (database = await freshDatabase()));
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await database.drop();
  });

  const session = async (): Promise<Client> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return client;
  };

  it('lets those pass who ask for the table after it, tries again until the table is free, and does nothing the second time', async () => {
    const [long, others, watch] = [await session(), await session(), await session()];
    await long.query('BEGIN');
    await long.query('SELECT count(*) FROM missions_mission');
    const migrating = runMigrations(database.url, [RemarkOfMissions1799999000000]);
    await eventually('the migration waits for the table', async () => {
      const { rowCount } = await watch.query(
        "SELECT FROM pg_stat_activity WHERE application_name = 'bongsu migrate' AND wait_event_type = 'Lock' AND datname = current_database()",
      );
      return rowCount === 1;
    });

    // It waits in line behind the migration, which waits for a transaction that goes on.
    await others.query(`SET statement_timeout = ${2 * LOCK_TIMEOUT_MS}`);
    await others.query('SELECT count(*) FROM missions_mission');

    await long.query('COMMIT');
    expect(await migrating).toEqual(['RemarkOfMissions1799999000000']);
    await watch.query('SELECT remark FROM missions_mission LIMIT 1');
    expect(await runMigrations(database.url, [RemarkOfMissions1799999000000])).toEqual([]);
  });
});
