import { exactly, figure } from '../figure';
import { IntakeLoad, outcomesOf, slowness } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, timed } from '../wait';

/** T1: an api dies under load without a word, again and again. */
export const killApi = scenario({
  id: 'T1',
  name: 'no acknowledged report is lost or doubled when the api dies under load',
  fault: 'kill -9 of the api, every few seconds',
  world: {},
  short: { perSecond: 20, kills: 2, betweenMs: 2_000 },
  long: { perSecond: 50, kills: 12, betweenMs: 5_000 },
  run: async ({ world, say }, { perSecond, kills, betweenMs }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    const load = IntakeLoad.start(world, { perSecond });
    const backMs: number[] = [];
    for (let n = 0; n < kills; n++) {
      await last(betweenMs);
      await api.kill();
      const { ms } = await timed(async () => {
        api.start();
        await api.ready();
      });
      backMs.push(ms);
    }
    await last(betweenMs);
    const report = await load.stop();
    const different = await load.fileAgain(20);
    say(`${report.sent} sent; tries: ${outcomesOf(report.tries)}`);
    return [
      figure('reports acknowledged', report.acknowledged, ''),
      figure('never answered', report.unanswered, '', exactly(0)),
      figure('refused', report.refused.length, '', exactly(0)),
      figure('of 20 filed again with their keys: answered with another report', different, '', exactly(0)),
      figure('slowest answer, tries and all', slowness(report.latenciesMs).slowestMs, 'ms'),
      figure('api ready again after a kill', Math.max(...backMs), 'ms'),
    ];
  },
});
