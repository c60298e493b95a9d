import { atLeast, atMost, exactly, figure } from '../figure';
import { Crowd, boardsIn, wordsOf } from '../boards/crowd';
import { IntakeLoad, outcomesOf } from '../load/intake-load';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import type { Ending } from '../world/part';
import { RoundRobin } from '../world/round-robin';
import { leaderOf } from '../world/session-owner';
import { stablePort } from '../world/stable-port';
import { until } from '../wait';
import type { World } from '../world/world';

/** Everybody comes through one load balancer, boards too: no process is anybody's own. */
export const sideBySide = scenario({
  id: 'GROWTH',
  name: 'three apis and three workers are one house: lanes spread over the workers, and nobody notices when each of the six is replaced',
  fault:
    'kill -9 of the process that leads, then SIGTERM for all six, one after the other, under load, behind a load balancer that knows nothing',
  world: { apis: 3, workers: 3, redis: true },
  short: { perSecond: 15, boards: 6, requests: 6, rounds: 1 },
  long: { perSecond: 50, boards: 30, requests: 60, rounds: 3 },
  run: async ({ world, say }, { perSecond, boards: boardsCount, requests, rounds }) => {
    const front = await RoundRobin.open(
      await stablePort(),
      world.origins.map((origin) => Number(new URL(origin).port)),
    );
    const boards = await Crowd.open(world, { count: boardsCount, origin: front.origin });
    try {
      const boardsPerApi = await Promise.all(world.apis.map(async (api) => (await api.metric('bongsu_live_connections')) ?? 0));
      const load = IntakeLoad.start(world, { perSecond, origins: [front.origin] });
      const spread = await spreadOfLanes(world, requests);
      say(`jobs of lanes per worker: ${spread.jobs.join(', ')}; boards per api: ${boardsPerApi.join(', ')}`);
      const takenOverMs = await leaderReplaced(world);
      const many = await ManyOffers.begin(world);
      const submitting = many.submitMany(requests, 2);
      // Whoever fails is heard when it is waited for.
      submitting.catch(() => undefined);
      const endings = await allReplaced(world, rounds, say);
      const ids = await submitting;
      const offers = await many.allSent(ids, 60_000);
      const { acknowledged, unanswered, refused, tries } = await load.stop();
      say(`tries: ${outcomesOf(tries)}`);
      await world.quiet();
      const differing = await Promise.all(world.origins.map((origin) => boards.stillDiffering(10_000, origin)));
      for (const each of differing.filter(({ length }) => length > 0)) say(wordsOf(each));
      const { cuts } = await boards.standing();
      return [
        figure('reports acknowledged', acknowledged, ''),
        figure('never answered', unanswered, '', exactly(0)),
        figure('refused', refused.length, '', exactly(0)),
        figure('leader gone until the journal goes on', takenOverMs, 'ms', atMost(5_000)),
        figure('processes that did not leave in order', endings.filter((ending) => !inOrder(ending)).length, '', exactly(0)),
        figure('slowest to leave', Math.max(...endings.map(({ afterMs }) => afterMs)), 'ms', atMost(30_000)),
        figure('jobs of lanes before the restart', spread.total, '', atLeast(requests)),
        figure('workers that did some of them', spread.jobs.filter((jobs) => jobs > 0).length, '', exactly(world.workers.length)),
        figure('share of the busiest worker', spread.busiest, '%', atMost(67)),
        figure(
          'offers during the restart that reached no hub',
          offers.filter(({ sent_at: sentAt }) => sentAt === null).length,
          '',
          exactly(0),
        ),
        figure('offers that reached a hub twice', await many.sentTwice(ids), '', exactly(0)),
        figure('apis that boards followed', boardsPerApi.filter((open) => open > 0).length, '', exactly(world.apis.length)),
        figure('lines of boards that were cut and came back', cuts, '', atLeast(boardsCount)),
        figure('boards that differ from an api at the end', Math.max(...differing.map(boardsIn)), '', exactly(0)),
      ];
    } finally {
      await boards.stop();
      await front.close();
    }
  },
});

/** Offers through the lanes of many hubs at once, and which worker handed them over. */
async function spreadOfLanes(world: World, requests: number): Promise<{ jobs: number[]; total: number; busiest: number }> {
  const before = await laneJobs(world);
  const many = await ManyOffers.begin(world);
  await many.allSent(await many.submitMany(requests, 4), 60_000);
  // The rows are there before the worker has counted.
  await world.quiet();
  const after = await laneJobs(world);
  const jobs = after.map((count, index) => count - (before[index] ?? 0));
  const total = jobs.reduce((sum, count) => sum + count, 0);
  return { jobs, total, busiest: (100 * Math.max(...jobs)) / total };
}

function laneJobs(world: World): Promise<number[]> {
  return Promise.all(world.workers.map(async (worker) => (await worker.metric('bongsu_job_seconds_count', 'job="dispatch.deliver-')) ?? 0));
}

/** Kills whoever numbers the journal; answers after how long it went on, in milliseconds. */
async function leaderReplaced(world: World): Promise<number> {
  const leader = await until('somebody leads', 15_000, () => leaderOf(world));
  await leader.kill();
  const killedMs = performance.now();
  const head = await headOf(world);
  await until('the journal goes on', 30_000, async () => (await headOf(world)) > head);
  const tookMs = performance.now() - killedMs;
  leader.start();
  await leader.ready();
  return tookMs;
}

function headOf(world: World): Promise<number> {
  return world.count('SELECT coalesce(max(position), 0) AS n FROM journal_entry');
}

async function allReplaced(world: World, rounds: number, say: (line: string) => void): Promise<Ending[]> {
  const endings: Ending[] = [];
  for (let round = 0; round < rounds; round++)
    for (const part of world.programs) {
      const ending = await part.terminate();
      if (!inOrder(ending)) say(`${part.name} left with ${String(ending.code ?? ending.signal)}: ${part.lastWords()}`);
      endings.push(ending);
      part.start();
      await part.ready();
    }
  return endings;
}

/** The api ends by the signal itself, as a process that has nothing left to do does. */
const inOrder = ({ code, signal }: Ending): boolean => code === 0 || signal === 'SIGTERM';
