import { atMost, exactly, figure } from '../figure';
import { IntakeLoad, outcomesOf, slowness } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';

/** T2: the database goes as in a power cut, under load, and comes back. */
export const crashPostgres = scenario({
  id: 'T2',
  name: 'no acknowledged report is lost when PostgreSQL crashes, and nobody is left hanging',
  fault: 'pg_ctl stop -m immediate, three seconds away, started again',
  world: {},
  short: { perSecond: 20, crashes: 1, betweenMs: 1_500 },
  long: { perSecond: 50, crashes: 5, betweenMs: 8_000 },
  run: async ({ world, say }, { perSecond, crashes, betweenMs }) => {
    const load = IntakeLoad.start(world, { perSecond });
    const backMs: number[] = [];
    for (let n = 0; n < crashes; n++) {
      await last(betweenMs);
      await world.postgres.crash();
      await last(3_000);
      await world.postgres.start();
      const before = load.acknowledgedSoFar;
      backMs.push((await timed(() => until('a report is acknowledged again', 60_000, () => load.acknowledgedSoFar > before))).ms);
    }
    await last(betweenMs);
    const { acknowledged, unanswered, refused, tries, latenciesMs } = await load.stop();
    say(`tries: ${outcomesOf(tries)}`);
    const failed = tries.filter(({ outcome }) => outcome !== 201);
    return [
      figure('reports acknowledged', acknowledged, ''),
      figure('never answered', unanswered, '', exactly(0)),
      figure('refused', refused.length, '', exactly(0)),
      figure('tries answered otherwise than 201 or 503', failed.filter(({ outcome }) => outcome !== 503).length, '', exactly(0)),
      figure('slowest failed try', slowness(failed.map(({ ms }) => ms)).slowestMs, 'ms', atMost(2_500)),
      figure('first report after the database is back', Math.max(...backMs), 'ms', atMost(10_000)),
      figure('slowest answer, tries and all', slowness(latenciesMs).slowestMs, 'ms'),
    ];
  },
});
