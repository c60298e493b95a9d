import { systemClock } from '@bongsu/kernel';
import { DataSource } from 'typeorm';
import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { createDataSource } from './database';
import { DatabaseWatch } from './database-watch';
import { TakesNoWrites } from './takes-writes';

describe('a process at its start', () => {
  let database: FreshDatabase;
  const sources: DataSource[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    for (const source of sources.splice(0)) await source.destroy();
  });
  afterAll(() => database.drop());

  const started = async (source: DataSource): Promise<void> => {
    sources.push(await source.initialize());
    await new DatabaseWatch(source, testSettings({ DATABASE_URL: database.url }), systemClock).onModuleInit();
  };
  const asTheProduct = (): DataSource => createDataSource(testSettings({ DATABASE_URL: database.url }).database, [], 'bongsu test');
  const alter = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: database.url, options: '-c default_transaction_read_only=off' });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };

  it('goes on with a database that takes writes, under its role', async () => {
    await expect(started(asTheProduct())).resolves.toBeUndefined();
  });

  it('refuses connections whose options were dropped on the way: nothing would hold it to what a person may see', async () => {
    // What a pooler that is told to ignore `options` leaves of a connection.
    await expect(started(new DataSource({ type: 'postgres', url: database.url }))).rejects.toThrow(
      /do not have the role bongsu_app.*connect directly/,
    );
  });

  it('refuses a database that was fenced off, in a sentence', async () => {
    await alter(`ALTER DATABASE ${database.name} SET default_transaction_read_only = on`);
    try {
      const start = started(asTheProduct());
      await expect(start).rejects.toBeInstanceOf(TakesNoWrites);
      await expect(start).rejects.toThrow('the database was made read-only and takes no writes: DATABASE_URL must lead to the primary');
    } finally {
      await alter(`ALTER DATABASE ${database.name} RESET default_transaction_read_only`);
    }
  });
});
