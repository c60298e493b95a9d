import { Crowd } from '../boards/crowd';
import { atMost, exactly, figure } from '../figure';
import { heldBy, startCollectable } from '../load/held-memory';
import { scenario } from '../scenario';
import { until } from '../wait';

const CONNECTIONS = 'bongsu_live_connections';
/** Of one process; more boards are spread over more. */
const BOARDS_AT_ONCE = 2_500;
/** Came and went before it is measured, so that what is made once is there. */
const FIRST_BOARDS = 100;
const KB_IN_MB = 1_024;

/** T21: many boards that are open, while nothing happens. */
export const idleBoards = scenario({
  id: 'T21',
  name: 'an idle board costs the api little memory, which it has back when the board has left',
  fault: 'boards that connect, follow, stay while nothing happens, and leave',
  world: {},
  // Of a few hundred the share of each cannot be told from what the heap does by itself.
  short: null,
  long: { boards: 5_000 },
  run: async ({ world }, { boards }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    await startCollectable(api);
    const connected = (count: number): Promise<true> =>
      until(`${count} boards are connected`, 30_000, async () => (await api.metric(CONNECTIONS)) === count);
    const first = await Crowd.open(world, { count: FIRST_BOARDS });
    await first.stop();
    await connected(0);
    const before = await heldBy(api);
    const crowds: Crowd[] = [];
    for (let left = boards; left > 0; left -= BOARDS_AT_ONCE) {
      crowds.push(await Crowd.open(world, { count: Math.min(left, BOARDS_AT_ONCE) }));
    }
    await connected(boards);
    const during = await heldBy(api);
    const cuts = (await Promise.all(crowds.map((crowd) => crowd.standing()))).reduce((sum, standing) => sum + standing.cuts, 0);
    await Promise.all(crowds.map((crowd) => crowd.stop()));
    await connected(0);
    const after = await heldBy(api);
    return [
      figure('boards', boards, ''),
      figure('heap of the api for each of them', ((during.heapMb - before.heapMb) / boards) * KB_IN_MB, 'KB', atMost(20)),
      figure('resident memory for each of them', ((during.residentMb - before.residentMb) / boards) * KB_IN_MB, 'KB', atMost(60)),
      figure('resident memory when they have left, against before', (after.residentMb / before.residentMb) * 100, '%', atMost(110)),
      figure('lines lost while they stayed', cuts, '', exactly(0)),
    ];
  },
});
