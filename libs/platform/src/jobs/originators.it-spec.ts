import { type INestApplicationContext, Global, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type EntryActor, type Refusal, type Result, defineEntry, newId, ok } from '@bongsu/kernel';
import {
  type Actor,
  Database,
  HandlesJob,
  type JobHandler,
  LaneSource,
  Originators,
  PlatformJobsModule,
  PlatformModule,
  type PresentRights,
  QueueBackend,
  RoutesEntries,
  SequencerModule,
  UnitOfWork,
  defineJob,
  promise,
  route,
  systemActor,
} from '@bongsu/platform';
import { z } from 'zod';
import { eventually } from '../../../../test/harness/eventually';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { describeOnRedis } from '../../../../test/harness/test-redis';

const MISSION = 'KR-EMB-TR';
const body = z.strictObject({ n: z.int(), steps: z.int() });
type Body = z.infer<typeof body>;
const Asked = defineEntry('test.step-asked', body);
const step = defineJob({
  name: 'test.step',
  queue: 'dispatch',
  actsFor: 'originator',
  permission: 'test.step',
  schema: body,
  attempts: 3,
  backoff: { type: 'fixed', delayMs: 20 },
});

/** Who has lost the right, and after how many steps; an outage of whoever would know. */
const lost = new Map<string, number>();
const outage = { lasts: 0 };

/** A right over MISSION that everybody holds who has not lost it. */
@Injectable()
class Rights extends Originators {
  has(permission: string): boolean {
    return permission === 'test.step';
  }
  presentRights({ kind, id }: EntryActor, _permission: string, missionId: string): Promise<PresentRights> {
    if (outage.lasts-- > 0) return Promise.reject(new Error('away'));
    if (kind !== 'person') return Promise.resolve({ as: 'house' });
    const left = lost.get(id) ?? Number.POSITIVE_INFINITY;
    lost.set(id, left - 1);
    if (left <= 0 || missionId !== MISSION) return Promise.resolve({ lost: 'right-withdrawn' });
    return Promise.resolve({ as: { kind: 'person', id, grants: [{ role: 'stepper', missions: [MISSION] }] } });
  }
}

/** Each step asks for the next one. */
@Injectable()
class Steps {
  constructor(private readonly work: UnitOfWork) {}

  execute({ n, steps }: Body, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx) => {
      if (steps > 0) tx.append(Asked.of({ subject: { type: 'n', id: String(n) }, audience: [MISSION], body: { n, steps: steps - 1 } }));
      return ok(null);
    });
  }
}

@Injectable()
@HandlesJob(step)
class Step implements JobHandler<typeof step> {
  constructor(private readonly steps: Steps) {}
  handle(payload: Body, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.steps.execute(payload, actor);
  }
}

@Injectable()
@RoutesEntries()
class Routes {
  readonly routes = [route(Asked, ({ body: asked, position }) => [promise(step, asked, { key: String(position), over: MISSION })])];
}

@Injectable()
class NoHub extends LaneSource {
  hubIds(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}

@Global()
@Module({
  providers: [
    { provide: LaneSource, useClass: NoHub },
    { provide: Originators, useClass: Rights },
  ],
  exports: [LaneSource, Originators],
})
class SourcesModule {}

function suite(redisUrl: string | undefined): void {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  let n = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({
      DATABASE_URL: database.url,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl, QUEUE_PREFIX: `o${String(process.pid)}` }),
    });
    @Module({
      imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), SequencerModule, SourcesModule, PlatformJobsModule],
      providers: [Steps, Step, Routes],
    })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  beforeEach(() => {
    n += 1;
    outage.lasts = 0;
  });

  const query = <Row>(sql: string, parameters: readonly unknown[] = []) => app.get(Database).query<Row>(sql, parameters);
  const asks = (actor: Actor, steps: number) => app.get(Steps).execute({ n, steps }, actor);
  const person = (): Actor => ({ kind: 'person', id: newId(), grants: [], correlationId: `c-${String(n)}` });
  const entries = () =>
    query<{ kind: string; actor_kind: string; actor_id: string }>(
      "SELECT kind, actor_kind, actor_id, correlation_id FROM journal_entry WHERE subject_type = 'n' AND subject_id = $1 ORDER BY serial",
      [String(n)],
    );
  const promises = () =>
    query<{ id: string; outcome: string | null; failures: number; kept_at: Date | null }>(
      "SELECT * FROM platform_promised_job WHERE payload->>'n' = $1 ORDER BY position",
      [String(n)],
    );
  const settled = (count: number) =>
    eventually('every promise is kept', async () => {
      const rows = await promises();
      return rows.length === count && rows.every(({ kept_at }) => kept_at !== null) ? rows : null;
    });

  it('a chain that somebody began goes on in her name', async () => {
    const her = person();
    await asks(her, 3);
    await settled(3);
    expect(await entries()).toMatchObject(
      Array.from({ length: 3 }, () => ({ actor_kind: 'person', actor_id: her.id, correlation_id: her.correlationId })),
    );
  });

  it('a chain ends where she lost the right in the middle of it, and says so', async () => {
    const her = person();
    lost.set(her.id, 1);
    await asks(her, 3);
    expect(await settled(2)).toMatchObject([{ outcome: 'done' }, { outcome: 'refused access.right-withdrawn', failures: 0 }]);
    expect((await entries()).map(({ kind, actor_kind }) => [kind, actor_kind])).toEqual([
      ['test.step-asked', 'person'],
      ['test.step-asked', 'person'],
      ['platform.job-refused', 'job'],
    ]);
  });

  it('what the house began has nobody who could lose a right', async () => {
    await asks(systemActor('test', 'c'), 2);
    expect(await settled(2)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect((await entries()).map(({ actor_kind, actor_id }) => [actor_kind, actor_id])).toEqual([
      ['system', 'test'],
      ['job', 'test.step'],
    ]);
  });

  it('not being able to ask is a fault and comes again, never a yes and never a no', async () => {
    outage.lasts = 1;
    await asks(person(), 1);
    expect(await settled(1)).toMatchObject([{ outcome: 'done', failures: 1 }]);
  });

  it('what it is about is read from the row, whatever the queue says', async () => {
    await asks(person(), 1);
    const [row] = await settled(1);
    await query('UPDATE platform_promised_job SET kept_at = NULL, outcome = NULL WHERE id = $1', [row?.id]);
    const queue = app.get(QueueBackend).queue('dispatch');
    const forged = await queue.add(step.name, { promiseId: row?.id, correlationId: 'forged', payload: { n, steps: 9 } });
    await eventually('the forged job has ended', async () => (await queue.getJob(forged.id ?? '')) === undefined);
    await settled(1);
    expect(await entries()).toHaveLength(1);
  });
}

describe('jobs that act for whoever caused them: PostgreSQL', () => suite(undefined));
describeOnRedis('jobs that act for whoever caused them: Redis', (url) => suite(url));
