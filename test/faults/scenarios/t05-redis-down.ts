import { atMost, exactly, figure } from '../figure';
import { comparedSince, databaseNow, intakesDuring, uncaught } from '../load/without-redis';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import { redisWorld } from './redis-world';

/** T5: the queues are away for a while. */
export const redisDown = scenario({
  id: 'T5',
  name: 'reports are taken while Redis is down, and workers go on by themselves when it is back',
  fault: 'Redis killed, away, started again',
  world: redisWorld,
  short: { perSecond: 10, downMs: 6_000 },
  long: { perSecond: 30, downMs: 60_000 },
  run: async ({ world }, { perSecond, downMs }) => {
    const { redis } = world;
    if (redis === null) throw new Error('no Redis');
    const starts = world.programs.map((part) => part.starts);
    const { figures } = await intakesDuring(world, perSecond, async () => {
      await redis.kill();
      await last(downMs);
    });
    redis.start();
    await redis.ready();
    const back = await databaseNow(world);
    const firstJob = await timed(() => until('a worker does a job', 60_000, async () => (await comparedSince(world, back)) > 0));
    const backlog = await timed(() => world.quiet(120_000));
    const ready = await timed(() => Promise.all(world.programs.map((part) => part.ready())));
    return [
      ...figures,
      figure('first job after Redis is back', firstJob.ms / 1_000, 's', atMost(30)),
      figure('backlog done after Redis is back', (firstJob.ms + backlog.ms) / 1_000, 's', atMost(60)),
      figure('everything ready again after that', ready.ms / 1_000, 's', atMost(30)),
      figure('processes restarted or with something uncaught', uncaught(world, starts), '', exactly(0)),
    ];
  },
});
