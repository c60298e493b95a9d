import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker, createPostgresBackend } from 'bullmq';
import Redis from 'ioredis';
import { Pool } from 'pg';
import { jobOptions, workerSettings } from '../../libs/platform/src/jobs/worker-settings';
import { answerParent } from './answer-parent';
import { Starts } from './starts';

const NAME = 'bare-lane';
/** As many as the house hands over at once. */
const BULK = 500;
const { concurrency, lockMs, stalledIntervalMs, maxStalledCount } = workerSettings.lane;
const workerOptions = { concurrency, lockDuration: lockMs, stalledInterval: stalledIntervalMs, maxStalledCount };
const queueOptions = { defaultJobOptions: jobOptions };

interface Lane {
  readonly queue: Queue;
  readonly worker: Worker;
}

const starts = new Starts();
let lane: Lane;

/** The floor of a hub's lane: BullMQ alone, with the same backend, concurrency and options, and a handler that does the same. */
answerParent({
  start: async ({ url, redisUrl }: { url: string; redisUrl?: string }): Promise<void> => {
    lane = redisUrl === undefined ? onPostgres(url) : onRedis(redisUrl);
    await Promise.all([lane.queue.waitUntilReady(), lane.worker.waitUntilReady()]);
  },
  /** Adds many at once; jobs per second from before the first is added until the last is completed. */
  throughput: async ({ jobs }: { jobs: number }): Promise<number> => {
    const first = starts.take(jobs);
    const startMs = performance.now();
    for (let n = first; n < first + jobs; n += BULK) {
      const bulk = Math.min(BULK, first + jobs - n);
      await lane.queue.addBulk(Array.from({ length: bulk }, (_, index) => ({ name: 'do', data: { n: n + index } })));
    }
    await starts.all(first, jobs);
    while ((await open()) > 0) await delay(5);
    return jobs / ((performance.now() - startMs) / 1_000);
  },
  latencies: ({ jobs, perSecond }: { jobs: number; perSecond: number }): Promise<number[]> =>
    starts.latencies(jobs, perSecond, (n) => lane.queue.add('do', { n })),
});

const handle = ({ data }: { data: { n: number } }): Promise<string> => {
  starts.note(data.n);
  return Promise.resolve('done');
};

function onPostgres(url: string): Lane {
  const pool = new Pool({ connectionString: url, max: 48, options: '-c search_path=bullmq,public' });
  return {
    queue: new Queue(NAME, { ...queueOptions, connection: pool }, createPostgresBackend) as unknown as Queue,
    worker: new Worker(NAME, handle, { ...workerOptions, connection: pool }, createPostgresBackend) as unknown as Worker,
  };
}

function onRedis(redisUrl: string): Lane {
  return {
    queue: new Queue(NAME, { ...queueOptions, connection: new Redis(redisUrl) }),
    worker: new Worker(NAME, handle, { ...workerOptions, connection: new Redis(redisUrl, { maxRetriesPerRequest: null }) }),
  };
}

/** Asked for as the house asks its rows: a job that was handed over twice ends twice, and counting ends would count it so. */
async function open(): Promise<number> {
  const counts = await lane.queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
