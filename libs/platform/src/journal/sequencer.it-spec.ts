import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { z } from 'zod';
import { defineEntry, ok } from '@bongsu/kernel';
import { JournalReader, PlatformModule, Sequencer, SequencerModule, UnitOfWork, systemActor } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';

const Noted = defineEntry('test.noted', z.strictObject({ n: z.number() }));

describe('the sequencer', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let sequencer: Sequencer;

  beforeAll(async () => {
    database = await freshDatabase();
    @Module({
      imports: [
        PlatformModule.forProcess({ settings: testSettings({ DATABASE_URL: database.url }), entities: [], name: 'test' }),
        SequencerModule,
      ],
    })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
    sequencer = app.get(Sequencer);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const leads = (): Promise<unknown> => eventually('this process leads', () => sequencer.leads);
  /** The session that it numbers on; nobody else may ask for it. */
  const session = (): Client | undefined => (sequencer as unknown as { client: Client | undefined }).client;
  const cut = async (): Promise<void> => {
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bongsu sequencer' AND datname = current_database()",
    );
    await owner.end();
  };

  it('leads again on a new session when its own was cut, and no late word of the old one takes that away', async () => {
    await leads();
    const old = session();
    await cut();
    await eventually('the session is lost', () => session() !== old);
    await leads();
    const heir = session();

    old?.emit('error', new Error('a late word'));
    expect(sequencer.leads).toBe(true);
    expect(session()).toBe(heir);
    await app
      .get(UnitOfWork)
      .run(
        systemActor('test', 'c-1'),
        async (tx) => (tx.append(Noted.of({ subject: { type: 'n', id: '1' }, audience: [], body: { n: 1 } })), ok(1)),
      );
    await eventually('the entry is numbered', async () => (await app.get(JournalReader).head()) === 1);
    expect(session()).toBe(heir);

    heir?.emit('error', new Error('a word of its own'));
    expect(sequencer.leads).toBe(false);
    await leads();
  });
});
