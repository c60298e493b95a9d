import { atMost, figure } from '../figure';
import { ProbableDuplicates } from '../load/duplicates';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import { waiterOn } from '../world/session-owner';
import { pairWorld } from './pair-world';

/** T7: a worker dies with a job in hand; another does it, once. */
export const killWorker = scenario({
  id: 'T7',
  name: 'a job whose worker was killed is done within 15 seconds, once',
  fault: 'kill -9 of the worker that has the job in hand',
  world: pairWorld,
  short: { times: 1 },
  long: { times: 20 },
  run: async ({ world, random }, { times }) => {
    const duplicates = await ProbableDuplicates.begin(world);
    const redoneMs: number[] = [];
    for (let n = 0; n < times; n++) {
      const letGo = await duplicates.holdBack();
      const report = await duplicates.file();
      const worker = await until('the job is in hand', 15_000, () => waiterOn(world, 'incidents_duplicate_proposal'));
      await last(random.between(0, 1_500));
      await worker.kill();
      const killedMs = performance.now();
      await letGo();
      await until('the job is done', 60_000, () => duplicates.keptAt(report));
      redoneMs.push(performance.now() - killedMs);
      if (!(await duplicates.isProposed(report))) throw new Error('the promise is kept, and its effect is not there');
      worker.start();
      await worker.ready();
    }
    return [
      figure('workers killed with a job in hand', times, ''),
      figure('slowest redone after', Math.max(...redoneMs), 'ms', atMost(15_500)),
    ];
  },
});
