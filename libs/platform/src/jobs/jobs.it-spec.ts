import { type INestApplicationContext, Injectable, Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { defineEntry, ok, type Refusal, type Result, refuse } from '@bongsu/kernel';
import {
  type Actor,
  Database,
  HandlesJob,
  type JobDefinition,
  type JobHandler,
  LaneFigures,
  LaneQueues,
  LaneSource,
  PlatformJobsModule,
  PlatformModule,
  QueueBackend,
  Redrive,
  RoutesEntries,
  SequencerModule,
  UnitOfWork,
  defineJob,
  laneQueue,
  promise,
  route,
  systemActor,
} from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { describeOnRedis } from '../../../../test/harness/test-redis';

const HUB = 'KR-EMB-TR';
const body = z.strictObject({ n: z.int(), mode: z.enum(['plain', 'twice-delivered', 'poison', 'refused', 'lane']) });
type Body = z.infer<typeof body>;
const Asked = defineEntry('test.asked', body);
const Done = defineEntry('test.done', z.strictObject({ n: z.int() }));
const ofTheHouse = { actsFor: 'house', because: 'nobody but the test asks for it' } as const;
const doIt = defineJob({
  name: 'test.do-it',
  queue: 'dispatch',
  ...ofTheHouse,
  schema: body,
  attempts: 3,
  backoff: { type: 'fixed', delayMs: 20 },
});
const doItInLane = defineJob({
  name: 'test.do-it-in-lane',
  queue: 'lane',
  ...ofTheHouse,
  schema: body,
  rank: ({ n = 0 }) => (n >= 100 ? 2 : 1),
  attempts: 3,
  backoff: { type: 'fixed', delayMs: 20 },
});

/** Whether the poison has been taken out. */
const cure = { found: false };

@Injectable()
class Effects {
  constructor(private readonly work: UnitOfWork) {}

  execute({ n, mode }: Body, actor: Actor): Promise<Result<number, Refusal>> {
    return this.work.run(actor, async (tx) => {
      if (mode === 'refused') return refuse('conflict', 'test.refused', 'no', 'none');
      if (mode === 'poison' && !cure.found) throw new Error('poison');
      await tx.query('INSERT INTO effect (n) VALUES ($1)', [n]);
      tx.append(Done.of({ subject: { type: 'n', id: String(n) }, audience: [], body: { n } }));
      return ok(n);
    });
  }
}

@Injectable()
@HandlesJob(doIt)
class DoIt implements JobHandler<typeof doIt> {
  constructor(private readonly effects: Effects) {}
  async handle(payload: Body, actor: Actor): Promise<Result<unknown, Refusal>> {
    if (payload.mode === 'twice-delivered') await this.effects.execute(payload, actor);
    return this.effects.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(doItInLane)
class DoItInLane implements JobHandler<typeof doItInLane> {
  constructor(private readonly effects: Effects) {}
  handle(payload: Body, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.effects.execute(payload, actor);
  }
}

@Injectable()
@RoutesEntries()
class Routes {
  readonly routes = [
    route(Asked, ({ body: asked, position }) => [
      asked.mode === 'lane'
        ? promise(doItInLane, asked, { key: String(position), lane: HUB })
        : promise(doIt, asked, { key: String(position) }),
    ]),
  ];
}

@Injectable()
class OneHub extends LaneSource {
  hubIds(): Promise<readonly string[]> {
    return Promise.resolve([HUB]);
  }
}

@Module({ providers: [{ provide: LaneSource, useClass: OneHub }], exports: [LaneSource] })
class LaneSourceModule {}

function suite(redisUrl: string | undefined): void {
  let database: FreshDatabase;
  let app: INestApplicationContext;

  beforeAll(async () => {
    cure.found = false;
    database = await freshDatabase();
    const settings = testSettings({
      DATABASE_URL: database.url,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl, QUEUE_PREFIX: `t${String(process.pid)}` }),
    });
    @Module({
      imports: [
        PlatformModule.forProcess({ settings, entities: [], name: 'test' }),
        SequencerModule,
        { module: PlatformJobsModule, imports: [LaneSourceModule] },
      ],
      providers: [Effects, DoIt, DoItInLane, Routes],
    })
    class TestModule {}
    const owner = new (await import('pg')).Client({ connectionString: database.url });
    await owner.connect();
    await owner.query('CREATE TABLE effect (n int NOT NULL); GRANT ALL ON effect TO bongsu_app');
    await owner.end();
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const ask = (n: number, mode: Body['mode']) =>
    app
      .get(UnitOfWork)
      .run(
        systemActor('test', 'c-1'),
        async (tx) => (tx.append(Asked.of({ subject: { type: 'n', id: String(n) }, audience: [], body: { n, mode } })), ok(n)),
      );
  const effects = async (n: number): Promise<number> =>
    Number((await app.get(Database).query<{ count: string }>('SELECT count(*) FROM effect WHERE n = $1', [n]))[0]?.count);
  const promised = async (n: number) =>
    (
      await app
        .get(Database)
        .query<{ id: string; kept_at: Date | null; dead_at: Date | null; outcome: string | null; failures: number }>(
          "SELECT * FROM platform_promised_job WHERE (payload->>'n')::int = $1",
          [n],
        )
    )[0];

  it('does the job that follows from an entry', async () => {
    await ask(1, 'plain');
    await eventually('the effect', async () => (await effects(1)) === 1);
    await eventually('the promise is kept', async () => (await promised(1))?.outcome === 'done');
  });

  it('has the effect once though it is delivered twice', async () => {
    await ask(2, 'twice-delivered');
    await eventually('the promise is kept', async () => (await promised(2))?.kept_at);
    expect(await effects(2)).toBe(1);
  });

  it('ends with a refusal without trying again', async () => {
    await ask(3, 'refused');
    await eventually('the promise is closed', async () => (await promised(3))?.outcome === 'refused test.refused');
    expect((await promised(3))?.failures).toBe(0);
  });

  it('tries a fault again as often as the job says, leaves it dead, and does it when driven again', async () => {
    await ask(4, 'poison');
    await eventually('the promise lies dead', async () => (await promised(4))?.dead_at);
    expect((await promised(4))?.failures).toBe(3);
    expect(await effects(4)).toBe(0);
    cure.found = true;
    expect(await app.get(Redrive).run(null)).toMatchObject({ revived: 1 });
    await eventually('the effect', async () => (await effects(4)) === 1);
  });

  it('rebuilds from rows what the queue has lost', async () => {
    await app.get(LaneQueues).pause(HUB);
    await ask(5, 'lane');
    const { id } = await eventually('the promise', () => promised(5));
    const queue = app.get(QueueBackend).queue(laneQueue(HUB));
    await eventually('the job waits in the lane', async () => (await queue.getJob(id)) !== undefined);
    await queue.obliterate({ force: true });
    await app.get(LaneQueues).resume(HUB);
    await eventually('the effect', async () => (await effects(5)) === 1);
  });

  it("shows a paused lane's depth and oldest wait, and lets it run on when resumed", async () => {
    await app.get(LaneQueues).pause(HUB);
    await ask(6, 'lane');
    await ask(7, 'lane');
    await eventually('two wait', async () => (await app.get(LaneFigures).all()).get(HUB)?.depth === 2);
    expect((await app.get(LaneFigures).all()).get(HUB)?.oldestSince).not.toBeNull();
    expect(await effects(6)).toBe(0);
    await app.get(LaneQueues).resume(HUB);
    await eventually('both done', async () => (await effects(6)) + (await effects(7)) === 2);
    await eventually('the lane is empty', async () => !(await app.get(LaneFigures).all()).has(HUB));
  });

  it('what ranks before passes what waits', async () => {
    const backlog = Array.from({ length: 12 }, (_, at) => 100 + at);
    await app.get(LaneQueues).pause(HUB);
    for (const n of backlog) await ask(n, 'lane');
    await ask(8, 'lane');
    await eventually('the queue has all of them', async () => (await app.get(QueueBackend).queue(laneQueue(HUB)).count()) === 13);
    await app.get(LaneQueues).resume(HUB);
    await eventually('the lane is empty', async () => !(await app.get(LaneFigures).all()).has(HUB));
    const done = await app
      .get(Database)
      .query<{ n: number }>(
        "SELECT (body->>'n')::int AS n FROM journal_entry WHERE kind = 'test.done' AND body->>'n' = ANY($1) ORDER BY serial",
        [[...backlog, 8].map(String)],
      );
    expect(done).toHaveLength(13);
    // Four are in hand at the same time, in no order.
    expect(done.findIndex(({ n }) => n === 8)).toBeLessThan(4);
  });
}

describe('jobs on PostgreSQL', () => suite(undefined));
describeOnRedis('jobs on Redis', (url) => suite(url));

describe('the job registry', () => {
  async function starting(...providers: Provider[]): Promise<unknown> {
    const database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url });
    @Module({
      imports: [
        PlatformModule.forProcess({ settings, entities: [], name: 'test' }),
        { module: PlatformJobsModule, imports: [LaneSourceModule] },
      ],
      providers: [Effects, ...providers],
    })
    class TestModule {}
    try {
      await (await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false })).close();
      return 'started';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await database.drop();
    }
  }
  const handlerOf = (job: JobDefinition): Type => {
    @Injectable()
    @HandlesJob(job)
    class Handler extends DoIt {}
    return Handler;
  };
  const { actsFor: _actsFor, because: _because, ...withoutPolicy } = doIt;
  const forSomebody = defineJob({ ...withoutPolicy, actsFor: 'originator', permission: 'test.do' });

  it('starts with a job that says with whose rights it runs', async () => {
    expect(await starting(handlerOf(doIt))).toBe('started');
  });

  it('refuses to start when a job has two handlers', async () => {
    expect(await starting(DoIt, handlerOf(doIt))).toMatch(/test.do-it has two handlers/);
  });

  it.each([
    ['says nothing of it', withoutPolicy],
    ['is for the house and does not say why', { ...withoutPolicy, actsFor: 'house', because: ' ' }],
    ['names somebody else', { ...withoutPolicy, actsFor: 'anybody', because: 'it is easy' }],
  ])('refuses to start with a job that %s', async (_, job) => {
    expect(await starting(handlerOf(job as JobDefinition))).toMatch(/test.do-it does not say with whose rights it runs/);
  });

  it('refuses to start with a job for whoever caused it where nobody knows who may do what', async () => {
    expect(await starting(handlerOf(forSomebody))).toMatch(/nobody here knows who may do what/);
  });
});
