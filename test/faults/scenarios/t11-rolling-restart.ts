import { atMost, exactly, figure } from '../figure';
import { IntakeLoad, outcomesOf, slowness } from '../load/intake-load';
import { scenario } from '../scenario';
import type { Ending } from '../world/part';
import { last, until } from '../wait';
import type { World } from '../world/world';
import { pairWorld } from './pair-world';

/** T11: a deployment: one process after the other is asked to end and comes back, under load. */
export const rollingRestart = scenario({
  id: 'T11',
  name: 'a rolling restart fails no request, stalls no job, and every process leaves in order within 30 seconds',
  fault: 'SIGTERM for every api and worker, one after the other, under load behind clients that go round',
  world: pairWorld,
  short: { perSecond: 20, rounds: 1, apis: 2, workers: 2 },
  long: { perSecond: 50, rounds: 3, apis: 3, workers: 3 },
  run: async ({ world: shared, stand, say }, { perSecond, rounds, apis, workers }) => {
    const world = apis === 2 && workers === 2 ? shared : await stand({ apis, workers });
    const stalledBefore = await stalledJobs(world);
    const load = IntakeLoad.start(world, { perSecond });
    await until('the load runs', 15_000, () => load.acknowledgedSoFar > 5);
    const endings: Ending[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const part of world.programs) {
        endings.push(await part.terminate());
        part.start();
        await part.ready();
      }
    }
    await last(500);
    const { unanswered, refused, acknowledged, tries, latenciesMs } = await load.stop();
    say(`tries: ${outcomesOf(tries)}`);
    const stalledNow = [...(await stalledJobs(world))].filter(([job, times]) => times > (stalledBefore.get(job) ?? 0)).length;
    const status = (low: number, high: number): number =>
      tries.filter(({ outcome }) => typeof outcome === 'number' && outcome >= low && outcome < high).length;
    return [
      figure('reports acknowledged', acknowledged, ''),
      figure('never answered', unanswered, '', exactly(0)),
      figure('refused', refused.length, '', exactly(0)),
      figure('tries answered 5xx', status(500, 600), '', exactly(0)),
      figure('tries without an answer, sent elsewhere', tries.filter(({ outcome }) => typeof outcome !== 'number').length, ''),
      // The api ends by the signal itself, as a process that has nothing left to do does; what was killed or left with its bound shows here.
      figure(
        'processes that did not leave in order',
        endings.filter(({ code, signal }) => code !== 0 && signal !== 'SIGTERM').length,
        '',
        exactly(0),
      ),
      figure('slowest to leave', Math.max(...endings.map(({ afterMs }) => afterMs)), 'ms', atMost(30_000)),
      figure('jobs that stalled', stalledNow, '', exactly(0)),
      figure('slowest answer, tries and all', slowness(latenciesMs).slowestMs, 'ms'),
    ];
  },
});

/** How often each job stalled. Jobs that are done are forgotten after a while, and what stalled before in this world with them. */
async function stalledJobs(world: World): Promise<ReadonlyMap<string, number>> {
  const rows = await world.sql<{ job: string; times: number }>(
    `SELECT queue || ' ' || id AS job, stalled_count AS times FROM bullmq.job WHERE stalled_count > 0`,
  );
  return new Map(rows.map(({ job, times }) => [job, times]));
}
