import { addMs, systemClock } from '@bongsu/kernel';
import { type Figure, atLeast, atMost, figure } from '../figure';
import { scenario } from '../scenario';
import { until } from '../wait';
import { withPreload } from '../world/preload';
import { redisSays } from '../world/redis-part';
import type { World } from '../world/world';

/** T17: deadlines pass while nobody is there to see it, and one worker's clock is wrong. */
export const deadlinesWhileDown = scenario({
  id: 'T17',
  name: 'a deadline that passed while workers and Redis were away is told once, soon after, and never early',
  fault: 'every worker and Redis dead while deadlines pass, Redis back empty; then workers whose clocks are five minutes fast and slow',
  world: { workers: 2, redis: true },
  short: { tasks: 20 },
  long: { tasks: 200 },
  run: async ({ world }, { tasks }) => {
    const incident = await world
      .client('hq-watch-1')
      .must<{ id: string }>(
        '/incidents',
        { title: 'Deadlines', category: 'flood', urgency: 'U3', missionId: 'KR-EMB-TR' },
        { key: `faults-t17:${Math.random()}` },
      );
    const missed = await addTasks(world, incident.id, tasks, 3_000);
    await world.quiet();
    await Promise.all([...world.workers.map((worker) => worker.kill()), world.redis?.kill()]);
    await until(
      'the deadlines have passed',
      15_000,
      async () => (await world.count('SELECT count(*) AS n FROM incidents_task WHERE due_at > clock_timestamp()')) === 0,
    );
    world.redis?.start();
    await world.redis?.ready();
    // It has lost all that it was told: what is owed stands in rows.
    await redisSays(world.redisPort, 'FLUSHALL');
    for (const worker of world.workers) worker.start();
    await Promise.all(world.workers.map((worker) => worker.ready()));
    const readyMs = performance.now();
    await until('every deadline is told', 60_000, async () => (await told(world, missed)).length === tasks);
    const afterMs = performance.now() - readyMs;
    const skewed = await withWrongClocks(world, incident.id, Math.max(5, Math.round(tasks / 10)));
    return [
      figure('deadlines passed meanwhile', tasks, ''),
      figure('all told after the workers were ready', afterMs, 'ms', atMost(10_000)),
      ...skewed,
    ];
  },
});

/** One worker five minutes fast, one five minutes slow. What is due in eight seconds is due then by the clock of the database. */
async function withWrongClocks(world: World, incidentId: string, count: number): Promise<Figure[]> {
  const [fast, slow] = world.workers;
  if (fast === undefined || slow === undefined) throw new Error('two workers are needed');
  await Promise.all([fast.terminate(), slow.terminate()]);
  fast.start(withPreload('shift-clock', { FAULTS_CLOCK_SHIFT_MS: '300000' }));
  slow.start(withPreload('shift-clock', { FAULTS_CLOCK_SHIFT_MS: '-300000' }));
  await Promise.all([fast.ready(), slow.ready()]);
  const ids = await addTasks(world, incidentId, count, 8_000);
  const lateMs = new Map<string, number>();
  await until('every deadline is told', 60_000, async () => {
    for (const { id, late } of await told(world, ids)) if (!lateMs.has(id)) lateMs.set(id, Number(late));
    return lateMs.size === count;
  });
  await Promise.all([fast.terminate(), slow.terminate()]);
  return [
    figure('with clocks five minutes off: earliest told after its time', Math.min(...lateMs.values()), 'ms', atLeast(-2_000)),
    figure('with clocks five minutes off: latest told after its time', Math.max(...lateMs.values()), 'ms', atMost(10_000)),
  ];
}

async function addTasks(world: World, incidentId: string, count: number, inMs: number): Promise<string[]> {
  const duty = world.client('ankara-duty');
  const dueAt = addMs(systemClock.now(), inMs);
  const added = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      duty.must<{ id: string }>(
        `/incidents/${incidentId}/add-task`,
        { title: `Task ${n}`, ownerMissionId: 'KR-EMB-TR', dueAt },
        { key: `faults-task:${incidentId}:${dueAt}:${n}` },
      ),
    ),
  );
  return added.map(({ id }) => id);
}

/** Which of these have been told to be overdue, and how long after their time it is now, by the clock of the database. */
function told(world: World, ids: readonly string[]): Promise<{ id: string; late: string }[]> {
  return world.sql<{ id: string; late: string }>(
    `SELECT id::text, 1000 * extract(epoch FROM (clock_timestamp() - due_at)) AS late FROM incidents_task
      WHERE id = ANY($1::uuid[]) AND overdue_at IS NOT NULL`,
    [ids],
  );
}
