import { addMs, systemClock } from '@bongsu/kernel';
import { atLeast, atMost, exactly, figure } from '../figure';
import { ProbableDuplicates } from '../load/duplicates';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import { until } from '../wait';
import { redisSays } from '../world/redis-part';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** More than this is not in hand at the same time in one worker: the rest lies in Redis. */
const IN_HAND = 8;

/** T4: everything that Redis knew is gone, and nobody was told. */
export const flushAll = scenario({
  id: 'T4',
  name: 'what Redis forgot is put back from the rows: jobs that wait, jobs of later, offers in the lanes',
  fault: 'FLUSHALL while jobs wait, run and are set for later',
  world: redisWorld,
  short: { reports: 24, tasks: 10, requests: 4 },
  long: { reports: 200, tasks: 100, requests: 60 },
  run: async ({ world }, { reports, tasks, requests }) => {
    const many = await ManyOffers.begin(world);
    const duplicates = await ProbableDuplicates.begin(world);
    const deadlines = await tasksDueIn(world, duplicates.incidentId, tasks, 12_000);
    const letGo = await duplicates.holdBack();
    const filed = await Promise.all(Array.from({ length: reports }, () => duplicates.file()));
    const asked = Promise.all(Array.from({ length: requests }, () => many.submit()));
    await until('the jobs are told to Redis', 15_000, async () => (await keysLike(world, 'incidents')) >= reports - IN_HAND);
    await redisSays(world.redisPort, 'FLUSHALL');
    const lostMs = performance.now();
    await letGo();
    const ids = await asked;
    await until('every report is compared', 120_000, async () =>
      (await Promise.all(filed.map((id) => duplicates.isProposed(id)))).every(Boolean),
    );
    await many.allSent(ids, 120_000);
    await until('every deadline is told', 120_000, async () => (await overdue(world, deadlines)) === tasks);
    const afterS = (performance.now() - lostMs) / 1_000;
    return [
      figure('jobs in Redis when it forgot', reports - IN_HAND + tasks, '', atLeast(1)),
      figure('reports whose comparison is missing', filed.length - (await proposed(world, duplicates.incidentId)), '', exactly(0)),
      figure('offers that reached a hub twice', await many.sentTwice(ids), '', exactly(0)),
      figure('deadlines untold', tasks - (await overdue(world, deadlines)), '', exactly(0)),
      figure('everything restored and done after', afterS, 's', atMost(60)),
    ];
  },
});

/** How many keys Redis has about this queue: one for each job, and a few. */
async function keysLike(world: World, queue: string): Promise<number> {
  const answer = await redisSays(world.redisPort, 'EVAL', `return #redis.call('KEYS', 'bongsu:${queue}:*')`, '0');
  return Number(answer.slice(1).split('\r\n')[0]);
}

function proposed(world: World, incidentId: string): Promise<number> {
  return world.count('SELECT count(*) AS n FROM incidents_duplicate_proposal WHERE incident_id = $1', [incidentId]);
}

function overdue(world: World, ids: readonly string[]): Promise<number> {
  return world.count('SELECT count(*) AS n FROM incidents_task WHERE id = ANY($1::uuid[]) AND overdue_at IS NOT NULL', [ids]);
}

async function tasksDueIn(world: World, incidentId: string, count: number, inMs: number): Promise<string[]> {
  const dueAt = addMs(systemClock.now(), inMs);
  const added = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      world
        .client('ankara-duty')
        .must<{ id: string }>(
          `/incidents/${incidentId}/add-task`,
          { title: `Task ${n}`, ownerMissionId: 'KR-EMB-TR', dueAt },
          { key: `faults-t4:${incidentId}:${n}` },
        ),
    ),
  );
  return added.map(({ id }) => id);
}
