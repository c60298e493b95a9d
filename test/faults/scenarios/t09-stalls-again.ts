import { atMost, figure } from '../figure';
import { ProbableDuplicates } from '../load/duplicates';
import { scenario } from '../scenario';
import { until } from '../wait';
import { waiterOn } from '../world/session-owner';
import { pairWorld } from './pair-world';

/** T9: the same job takes one worker after the other down with it; the queue gives it up in the end, the house does not. */
export const stallsAgain = scenario({
  id: 'T9',
  name: 'a job that lost its worker again and again is done all the same, once',
  fault: 'kill -9 of every worker that takes the same job; in the long form until the queue has given it up for good',
  world: pairWorld,
  // Half a minute for each kill; T7 has one in the short form.
  short: null,
  long: { kills: 5 },
  run: async ({ world, say }, { kills }) => {
    const duplicates = await ProbableDuplicates.begin(world);
    const letGo = await duplicates.holdBack();
    const report = await duplicates.file();
    const takenMs: number[] = [];
    let worker = await until('the job is in hand', 60_000, () => waiterOn(world, 'incidents_duplicate_proposal'));
    for (let n = 1; n < kills; n++) {
      await worker.kill();
      const killedMs = performance.now();
      worker.start();
      worker = await until('the job is in hand again', 60_000, () => waiterOn(world, 'incidents_duplicate_proposal'));
      takenMs.push(performance.now() - killedMs);
    }
    await worker.kill();
    worker.start();
    await letGo();
    const freeMs = performance.now();
    await until('the job is done', 90_000, () => duplicates.keptAt(report));
    const [row] = await world.sql<{ failures: number; why: string | null }>(
      "SELECT failures, last_failure AS why FROM platform_promised_job WHERE job = 'incidents.propose-duplicates' AND key = $1",
      [report],
    );
    say(`given up by the queue ${row?.failures ?? 0} time(s) (${row?.why ?? 'never'})`);
    return [
      figure('times that it lost its worker', kills, ''),
      figure('slowest taken up again', Math.max(...takenMs), 'ms', atMost(25_000)),
      figure('done after the last kill', performance.now() - freeMs, 'ms', atMost(30_000)),
      figure('times that the queue gave it up', row?.failures ?? 0, ''),
    ];
  },
});
