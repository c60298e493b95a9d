import { atLeast, atMost, exactly, figure } from '../figure';
import { IntakeLoad, outcomesOf, slowness } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import { SmallDisk } from '../world/small-disk';

/** T32, third part: PostgreSQL can write nothing more. Needs the right to mount; says so and passes where there is none. */
export const diskFull = scenario({
  id: 'T32-DISK',
  name: 'nothing that was acknowledged is lost when the disk of PostgreSQL is full, and all is well when there is room again',
  fault: 'the file system of the data folder filled up under load, and emptied again',
  world: {},
  short: null,
  long: { perSecond: 20, fullMs: 20_000 },
  run: async ({ stand, say }, { perSecond, fullMs }) => {
    if (!SmallDisk.mayMount()) {
      say('not played: this account may not mount a file system');
      return [figure('played (0: mounting is not permitted here)', 0, '')];
    }
    const world = await stand({ diskMb: 700 });
    const { disk } = world.postgres;
    const load = IntakeLoad.start(world, { perSecond });
    await until('reports are acknowledged', 30_000, () => load.acknowledgedSoFar > 20);
    disk?.fill();
    await last(fullMs);
    disk?.empty();
    const before = load.acknowledgedSoFar;
    const back = await timed(() =>
      until('reports are taken again', 60_000, async () => {
        // It may have ended itself when it could not write its log; whoever runs it starts it again.
        await world.postgres.start();
        return load.acknowledgedSoFar > before + 5;
      }),
    );
    const { acknowledged, unanswered, refused, tries, latenciesMs } = await load.stop();
    say(`tries: ${outcomesOf(tries)}`);
    const failed = tries.filter(({ outcome }) => outcome !== 201);
    return [
      figure('reports acknowledged', acknowledged, ''),
      figure('never answered', unanswered, '', exactly(0)),
      figure('refused', refused.length, '', exactly(0)),
      figure('tries answered 503', failed.filter(({ outcome }) => outcome === 503).length, '', atLeast(1)),
      figure('tries answered otherwise than 201 or 503', failed.filter(({ outcome }) => outcome !== 503).length, '', exactly(0)),
      figure('slowest failed try', slowness(failed.map(({ ms }) => ms)).slowestMs, 'ms', atMost(2_500)),
      figure('reports again after there is room', back.ms, 'ms', atMost(30_000)),
      figure('slowest answer, tries and all', slowness(latenciesMs).slowestMs, 'ms'),
    ];
  },
});
