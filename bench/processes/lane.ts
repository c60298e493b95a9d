import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { type Refusal, type Result, defineEntry, ok } from '@bongsu/kernel';
import {
  Database,
  HandlesJob,
  type JobHandler,
  LaneSource,
  PlatformJobsModule,
  PlatformModule,
  RoutesEntries,
  SequencerModule,
  UnitOfWork,
  defineJob,
  promise,
  route,
  settingsFromEnvironment,
  systemActor,
} from '@bongsu/platform';
import { answerParent } from './answer-parent';
import { Starts } from './starts';

const HUB = 'KR-EMB-TR';
const asked = z.strictObject({ n: z.int() });
const Asked = defineEntry('bench.asked', asked);
const doInLane = defineJob({
  name: 'bench.do-in-lane',
  queue: 'lane',
  actsFor: 'house',
  because: 'nobody asked for it but the bench',
  schema: asked,
  attempts: 3,
  backoff: { type: 'fixed', delayMs: 1_000 },
});
const starts = new Starts();
const actor = systemActor('bench', 'bench-lane');

/** The least that a handler can do, on both sides: note that it was started. */
@Injectable()
@HandlesJob(doInLane)
class NoteStart implements JobHandler<typeof doInLane> {
  handle({ n }: { n: number }): Promise<Result<unknown, Refusal>> {
    starts.note(n);
    return Promise.resolve(ok(null));
  }
}

@Injectable()
@RoutesEntries()
class Routes {
  readonly routes = [route(Asked, ({ body, position }) => [promise(doInLane, body, { key: String(position), lane: HUB })])];
}

let hubs: readonly string[] = [HUB];

@Injectable()
class Hubs extends LaneSource {
  hubIds(): Promise<readonly string[]> {
    return Promise.resolve(hubs);
  }
}

@Module({ providers: [{ provide: LaneSource, useClass: Hubs }], exports: [LaneSource] })
class LaneSourceModule {}

interface LaneHouse {
  readonly url: string;
  readonly redisUrl?: string;
  readonly cursorKey: string;
  /** How many hubs there are; all that is asked for goes through the lane of the first. */
  readonly lanes?: number;
}

let app: INestApplicationContext;

/** A hub's lane as the house runs it: an entry is committed, numbered, becomes a promise (a row) and a job, is handled, and the promise is kept. */
answerParent({
  start: async ({ url, redisUrl, cursorKey, lanes = 1 }: LaneHouse): Promise<void> => {
    hubs = [HUB, ...Array.from({ length: lanes - 1 }, (_, index) => `KR-EMB-${String(index + 1)}`)];
    const settings = settingsFromEnvironment({
      DATABASE_URL: url,
      REDIS_URL: redisUrl,
      CURSOR_KEY: cursorKey,
      LOG_LEVEL: 'warn',
      PERSONAL_DATA_KEYS: `bench:${cursorKey}`,
      PERSONAL_DATA_INDEX_KEY: cursorKey,
    });
    @Module({
      imports: [
        PlatformModule.forProcess({ settings, entities: [], name: 'bench' }),
        SequencerModule,
        { module: PlatformJobsModule, imports: [LaneSourceModule] },
      ],
      providers: [NoteStart, Routes],
    })
    class LaneModule {}
    app = await NestFactory.createApplicationContext(LaneModule, { logger: ['warn', 'error'], abortOnError: false });
  },
  /** Asks for many at once; jobs per second from before the commit until every promise is kept in its row. */
  throughput: async ({ jobs }: { jobs: number }): Promise<number> => {
    const first = starts.take(jobs);
    const startMs = performance.now();
    await ask(first, jobs);
    await starts.all(first, jobs);
    while ((await openPromises()) > 0) await delay(5);
    return jobs / ((performance.now() - startMs) / 1_000);
  },
  /** Asks for one after the other at a fixed rate; milliseconds from before the commit until the handler starts. */
  latencies: ({ jobs, perSecond }: { jobs: number; perSecond: number }): Promise<number[]> =>
    starts.latencies(jobs, perSecond, (n) => ask(n, 1)),
  stop: () => app.close(),
});

async function ask(first: number, jobs: number): Promise<void> {
  await app.get(UnitOfWork).run(actor, async (tx) => {
    for (let n = first; n < first + jobs; n++) tx.append(Asked.of({ subject: { type: 'job', id: String(n) }, audience: [], body: { n } }));
    return ok(null);
  });
}

async function openPromises(): Promise<number> {
  const [row] = await app.get(Database).query<{ open: string }>('SELECT count(*) AS open FROM platform_promised_job WHERE kept_at IS NULL');
  return Number(row?.open);
}
