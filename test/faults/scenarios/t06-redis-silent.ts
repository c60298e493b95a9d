import { type Figure, atMost, exactly, figure } from '../figure';
import { comparedSince, databaseNow, intakesDuring, uncaught } from '../load/without-redis';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** T6: Redis takes connections and says nothing, once because it is frozen and once because nothing comes back on the line. */
export const redisSilent = scenario({
  id: 'T6',
  name: 'reports are taken while Redis is silent, readiness says so, and workers go on by themselves afterwards',
  fault: 'Redis frozen; then the line to it half-open',
  world: redisWorld,
  short: { perSecond: 10, silentMs: 6_000 },
  long: { perSecond: 30, silentMs: 20_000 },
  run: async ({ world }, { perSecond, silentMs }) => [
    ...(await silence(
      world,
      'frozen',
      { perSecond, silentMs },
      () => world.redis?.freeze(),
      () => world.redis?.thaw(),
    )),
    ...(await silence(
      world,
      'half-open',
      { perSecond, silentMs },
      () => world.lines.redis?.spoil({ kind: 'half-open' }),
      () => world.lines.redis?.mend(),
    )),
  ],
});

async function silence(
  world: World,
  how: string,
  { perSecond, silentMs }: { perSecond: number; silentMs: number },
  begin: () => unknown,
  end: () => unknown,
): Promise<Figure[]> {
  const [api] = world.apis;
  const starts = world.programs.map((part) => part.starts);
  let degradedMs = Number.NaN;
  const { figures } = await intakesDuring(world, perSecond, async () => {
    await begin();
    const { ms } = await timed(() => until('readiness says so', 30_000, async () => (await api?.readiness())?.status === 'degraded'));
    degradedMs = ms;
    await last(Math.max(0, silentMs - ms));
  });
  await end();
  const back = await databaseNow(world);
  const firstJob = await timed(() => until('a worker does a job', 60_000, async () => (await comparedSince(world, back)) > 0));
  const backlog = await timed(() => world.quiet(120_000));
  await Promise.all(world.programs.map((part) => part.ready()));
  return [
    ...figures,
    figure('readiness of the api degraded after', degradedMs / 1_000, 's', atMost(10)),
    figure('first job afterwards', firstJob.ms / 1_000, 's', atMost(30)),
    figure('backlog done afterwards', (firstJob.ms + backlog.ms) / 1_000, 's', atMost(60)),
    figure('processes restarted or with something uncaught', uncaught(world, starts), '', exactly(0)),
  ].map((each) => ({ ...each, name: `${how}: ${each.name}` }));
}
