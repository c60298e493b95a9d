import { atMost, exactly, figure } from '../figure';
import { comparedSince, databaseNow, intakesDuring, uncaught } from '../load/without-redis';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import { redisSays } from '../world/redis-part';
import { redisWorld } from './redis-world';

/** T32, first part: Redis has no room, and then is set so that it would make room by forgetting jobs. */
export const redisFull = scenario({
  id: 'T32-REDIS',
  name: 'reports are taken while Redis is full, the jobs follow; a Redis that may forget is refused by readiness',
  fault: 'maxmemory of one byte; then maxmemory-policy allkeys-lru',
  world: redisWorld,
  short: { perSecond: 10, fullMs: 4_000 },
  long: { perSecond: 30, fullMs: 60_000 },
  run: async ({ world }, { perSecond, fullMs }) => {
    const [api] = world.apis;
    const [worker] = world.workers;
    const set = (name: string, value: string): Promise<string> => redisSays(world.redisPort, 'CONFIG', 'SET', name, value);
    const starts = world.programs.map((part) => part.starts);
    const { figures } = await intakesDuring(world, perSecond, async () => {
      await set('maxmemory', '1');
      await last(fullMs);
    });
    await set('maxmemory', '0');
    const back = await databaseNow(world);
    const firstJob = await timed(() => until('a worker does a job', 60_000, async () => (await comparedSince(world, back)) > 0));
    const backlog = await timed(() => world.quiet(120_000));
    await set('maxmemory-policy', 'allkeys-lru');
    const wrong = { api: await api?.readiness(), worker: await worker?.readiness() };
    const alarm = (await api?.metric('bongsu_queues_may_evict')) ?? Number.NaN;
    await set('maxmemory-policy', 'noeviction');
    return [
      ...figures,
      figure('first job after there is room', firstJob.ms / 1_000, 's', atMost(30)),
      figure('backlog done after there is room', (firstJob.ms + backlog.ms) / 1_000, 's', atMost(60)),
      figure('processes restarted or with something uncaught', uncaught(world, starts), '', exactly(0)),
      figure('with allkeys-lru: api says degraded, and which part', degraded(wrong.api) ? 1 : 0, '', exactly(1)),
      figure('with allkeys-lru: HTTP status of the readiness of the worker', wrong.worker?.httpStatus ?? Number.NaN, '', exactly(503)),
      figure('with allkeys-lru: the metric for the alarm', alarm, '', exactly(1)),
    ];
  },
});

function degraded(answer: { status: string; parts: Readonly<Record<string, string>> } | undefined): boolean {
  return answer?.status === 'degraded' && answer.parts['queues'] === 'evicting';
}
