import { Crowd, boardsIn, wordsOf } from '../boards/crowd';
import { atLeast, atMost, exactly, figure } from '../figure';
import { IntakeLoad } from '../load/intake-load';
import { scenario } from '../scenario';
import { last } from '../wait';

/** What the process has seen of its loop since it was asked last. */
const LOOP_DELAY = 'bongsu_nodejs_eventloop_lag_p99_seconds';
/** Rooms are what people may see: two at headquarters see the whole, the others their own mission or hub. */
const LOOKERS = ['hq-watch-1', 'ankara-duty', 'hq-watch-2', 'ankara-head', 'hq-watch-1', 'kyiv-duty', 'hq-watch-2', 'hub-tokyo'];

/** T20: many boards, and a room in which something happens twenty times a second. */
export const boardsInRooms = scenario({
  id: 'T20',
  name: 'what is committed is on every board that may show it, in time and without a gap, while many boards look',
  fault: 'boards in the rooms of six people, half of them on the whole, at 20 reports a second through the API',
  world: {},
  short: { boards: 200, perSecond: 20, forMs: 7_000 },
  long: { boards: 1_000, perSecond: 20, forMs: 600_000 },
  run: async ({ world, say }, { boards, perSecond, forMs }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    const crowd = await Crowd.open(world, { count: boards, by: LOOKERS });
    const load = IntakeLoad.start(world, { perSecond });
    // Until what is used all the time is compiled.
    await last(2_000);
    await crowd.begin();
    await api.told(LOOP_DELAY);
    await last(forMs);
    const delivered = await crowd.deliveries();
    const loopDelayMs = (await api.told(LOOP_DELAY)) * 1_000;
    const { acknowledged, unanswered, refused } = await load.stop();
    await world.quiet();
    const differences = await crowd.stillDiffering(10_000);
    const { gaps, cuts } = await crowd.standing();
    await crowd.stop();
    if (differences.length > 0) say(wordsOf(differences));
    return [
      figure('boards', boards, ''),
      figure('reports acknowledged', acknowledged, ''),
      figure('refused or never answered', refused.length + unanswered, '', exactly(0)),
      figure('entries delivered in a second, all boards together', delivered.count / (forMs / 1_000), '', atLeast(boards)),
      figure('begun → on a board, p50', delivered.p50Ms, 'ms'),
      figure('the same, p95', delivered.p95Ms, 'ms', atMost(250)),
      figure('the same, p99', delivered.p99Ms, 'ms', atMost(1_000)),
      figure("delay of the api's loop, p99", loopDelayMs, 'ms', atMost(100)),
      figure('frames that were missing', gaps, '', exactly(0)),
      figure('lines lost', cuts, '', exactly(0)),
      figure('boards that do not show what the rows say', boardsIn(differences), '', exactly(0)),
    ];
  },
});
