import { Logger } from '@nestjs/common';
import { systemClock } from '@bongsu/kernel';
import { DataSource } from 'typeorm';
import { Client } from 'pg';
import { countedLine } from '../../../../test/harness/counted-line';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { createDataSource } from './database';
import { DatabaseWatch } from './database-watch';
import { TakesNoWrites } from './takes-writes';

describe('a process at its start', () => {
  let database: FreshDatabase;
  const sources: DataSource[] = [];
  beforeAll(async () => {
    Logger.overrideLogger(false);
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

  it('asks on without a word when its connections are closed before it is told to stop, as at the end of a process', async () => {
    const source = await asTheProduct().initialize();
    const watch = new DatabaseWatch(source, testSettings({ DATABASE_URL: database.url }), systemClock);
    await source.destroy();
    const heard = watch as unknown as { answersInTime(): Promise<boolean> };
    await expect(heard.answersInTime()).resolves.toBe(true);
    await watch.onApplicationShutdown();
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

  it('says of a database that was fenced off that it does not answer, as soon as that is what is the matter', async () => {
    const line = await countedLine(database.url);
    const way = new URL(database.url);
    way.port = new URL(line.address).port;
    const settings = testSettings({ DATABASE_URL: way.href });
    const source = await createDataSource(settings.database, [], 'bongsu test').initialize();
    sources.push(source);
    const watch = new DatabaseWatch(source, settings, systemClock);
    await watch.onModuleInit();
    const told = async (): Promise<string> => {
      const runner = source.createQueryRunner();
      try {
        await runner.connect();
        return 'nothing';
      } catch (fault) {
        return (fault as Error).message;
      } finally {
        await runner.release();
      }
    };
    await alter(`ALTER DATABASE ${database.name} SET default_transaction_read_only = on`);
    try {
      watch.onApplicationBootstrap();
      await eventually('it is known to take no writes', async () => (await told()).includes('takes no writes'));
      await line.close();
      await eventually('it is known to be away', async () => (await told()) === 'the database does not answer');
    } finally {
      await watch.onApplicationShutdown();
      await alter(`ALTER DATABASE ${database.name} RESET default_transaction_read_only`);
    }
  });
});
