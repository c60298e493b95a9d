import { randomUUID } from 'node:crypto';
import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Clock, type Refusal, type Result, addMs, hours, minutes, ok, systemClock } from '@bongsu/kernel';
import {
  type Actor,
  CLOCK,
  Database,
  HandlesJob,
  type JobHandler,
  PlatformJobsModule,
  PlatformModule,
  Seals,
  SequencerModule,
  UnitOfWork,
  defineJob,
  systemActor,
} from '@bongsu/platform';
import { z } from 'zod';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { NoLanesModule } from '../../../../test/harness/no-lanes';
import { testSettings } from '../../../../test/harness/settings';

const step = defineJob({
  ...{ name: 'test.revived', queue: 'dispatch', actsFor: 'house', because: 'nobody but the test asks for it' },
  ...{ schema: z.strictObject({}), attempts: 3, backoff: { type: 'fixed', delayMs: 20 } },
});

@Injectable()
@HandlesJob(step)
class Step implements JobHandler<typeof step> {
  constructor(private readonly work: UnitOfWork) {}
  handle(_: Record<string, never>, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, () => Promise.resolve(ok(null)));
  }
}

describe('jobs that lie dead', () => {
  const clock = { at: systemClock.now() };
  const [sealed, open] = [randomUUID(), randomUUID()];
  let database: FreshDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url, QUEUE_RECONCILE_MS: '200' });
    const platform = PlatformModule.forProcess({ settings, entities: [], name: 'test' });
    const own = { provide: CLOCK, useValue: { now: () => clock.at } satisfies Clock };
    @Module({
      imports: [
        { ...platform, providers: [...(platform.providers ?? []), own] },
        SequencerModule,
        { module: PlatformJobsModule, imports: [NoLanesModule] },
      ],
      providers: [Step],
    })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
    await app.get(UnitOfWork).run(systemActor('test', 'c'), async (tx) => (await app.get(Seals).begin(tx, sealed), ok(null)));
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const owed = async (incidentId: string, dead: boolean): Promise<string> => {
    const id = randomUUID();
    await app.get(Database).query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at, dead_at, incident_id)
       VALUES ($1::uuid, 'test.revived', $1::text, 'dispatch', '{}', 'test', $4, $4, CASE WHEN $2 THEN $4::timestamptz END, $3)`,
      // By the clock of this house: what is due by another would be put back until then.
      [id, dead, incidentId, clock.at],
    );
    return id;
  };
  const isDone = async (id: string): Promise<boolean> => {
    const [row] = await app
      .get(Database)
      .query<{ outcome: string | null }>('SELECT outcome FROM platform_promised_job WHERE id = $1', [id]);
    return row?.outcome === 'done';
  };
  /** Nothing puts these in a queue but the rounds of the reconciler. */
  const rounds = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const lost = await owed(open, false);
      await eventually('a round found it', () => isDone(lost));
    }
  };

  it('of a sealed incident, which no figure tells anybody of, the house drives again by itself, once an hour; others wait for a person', async () => {
    await rounds(2);
    const [secret, ordinary] = [await owed(sealed, true), await owed(open, true)];
    clock.at = addMs(clock.at, minutes(59));
    await rounds(2);
    expect([await isDone(secret), await isDone(ordinary)]).toEqual([false, false]);
    clock.at = addMs(clock.at, hours(1));
    await eventually('it was driven again', () => isDone(secret));
    expect(await isDone(ordinary)).toBe(false);
  });
});
