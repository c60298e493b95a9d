import { type Chapter, type Figure, atLeast } from '../figure';
import type { Ground } from '../ground/ground';
import { tellOf } from '../progress';
import { percentile } from '../statistics';
import { spoken } from '../table';
import { takeTurns } from './rounds';

const ROUNDS = 3;
const JOBS = 2_000;
const WARM_UP_JOBS = 300;
const LATENCY_PER_SECOND = 50;
const LATENCY_S = 6;

const tell = tellOf('d');

/**
 * (d) A hub's lane against bare BullMQ on the same backend, with the same concurrency and a handler that does nothing on both sides. Ours goes the
 * house's whole way: an entry is committed, numbered and followed, becomes a promise (a row) and a job, is handled, and the promise is marked kept.
 */
export const hubLane: Chapter = {
  letter: 'd',
  title: 'a hub lane',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const onPostgres = await lane(ground, 'PostgreSQL', undefined);
    const redis = await ground.redis();
    if (redis !== null) return [...onPostgres, ...(await lane(ground, 'Redis', redis.url))];
    tell('Redis is left out: there is no redis-server on PATH');
    return onPostgres;
  },
};

async function lane(ground: Ground, backend: string, redisUrl: string | undefined): Promise<Figure[]> {
  const on = backend.toLowerCase();
  const ours = ground.partner('lane');
  const bare = ground.partner('bare-lane');
  await ours.ask('start', { url: await ground.databases.world(`lane_${on}`), redisUrl, cursorKey: ground.cursorKey });
  await bare.ask('start', { url: await ground.databases.world(`bare_lane_${on}`), redisUrl });
  for (const each of [bare, ours]) await each.ask('throughput', { jobs: WARM_UP_JOBS });
  const jobs = ground.pace.seconds(JOBS);
  const rate = await takeTurns(
    ground.pace.rounds(ROUNDS),
    () => bare.ask<number>('throughput', { jobs }),
    () => ours.ask<number>('throughput', { jobs }),
    (floor, value) => tell(`${backend}: floor ${spoken(floor)} jobs/s, ours ${spoken(value)} jobs/s`),
  );
  const about = { jobs: LATENCY_PER_SECOND * ground.pace.seconds(LATENCY_S), perSecond: LATENCY_PER_SECOND };
  const floors = await bare.ask<number[]>('latencies', about);
  const values = await ours.ask<number[]>('latencies', about);
  await ours.ask('stop');
  await Promise.all([ours.stop(), bare.stop()]);
  const latency = (percent: number): Figure => ({
    name: `   asked → handler start at ${LATENCY_PER_SECOND}/s, p${percent}, on ${backend}`,
    value: percentile(values, percent),
    floor: percentile(floors, percent),
    unit: 'ms',
    aim: null,
  });
  return [{ name: `d  hub lane on ${backend}`, ...rate, unit: 'jobs/s', aim: atLeast(0.7) }, latency(50), latency(99)];
}
