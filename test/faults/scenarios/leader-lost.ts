import { atMost, exactly, figure } from '../figure';
import { IntakeLoad } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import { leaderOf } from '../world/session-owner';
import { pairWorld } from './pair-world';

/** The process that numbers the journal dies; another takes over. */
export const leaderLost = scenario({
  id: 'LEADER',
  name: 'another process numbers the journal within five seconds when the one that did is gone',
  fault: 'kill -9 of the process that leads, under load',
  world: pairWorld,
  short: { times: 2, perSecond: 10 },
  long: { times: 10, perSecond: 50 },
  run: async ({ world }, { times, perSecond }) => {
    const load = IntakeLoad.start(world, { perSecond });
    const tookMs: number[] = [];
    for (let n = 0; n < times; n++) {
      await last(1_500);
      const leader = await until('somebody leads', 15_000, () => leaderOf(world));
      await leader.kill();
      const [gone] = await world.sql<{ head: string; serial: string }>(
        'SELECT coalesce(max(position), 0) AS head, (SELECT max(serial) FROM journal_entry) AS serial FROM journal_entry',
      );
      const killedMs = performance.now();
      await until(
        'the journal goes on',
        30_000,
        async () => (await world.count('SELECT coalesce(max(position), 0) AS n FROM journal_entry')) > Number(gone?.head),
      );
      tookMs.push(performance.now() - killedMs);
      leader.start();
      await leader.ready();
    }
    const { unanswered, acknowledged } = await load.stop();
    return [
      figure('reports acknowledged', acknowledged, ''),
      figure('never answered', unanswered, '', exactly(0)),
      figure('leader gone until the journal goes on', Math.max(...tookMs), 'ms', atMost(5_000)),
    ];
  },
});
