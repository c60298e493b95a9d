import { Crowd, boardsIn, wordsOf } from '../boards/crowd';
import { atLeast, atMost, exactly, figure } from '../figure';
import { IntakeLoad } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';

const MB = 1024 * 1024;
const CONNECTIONS = 'bongsu_live_connections';
const RESIDENT = 'bongsu_process_resident_memory_bytes';
const CUT_WITHIN_MS = 45_000;

/** T22: boards that hold their line open and do not read. */
export const slowBoards = scenario({
  id: 'T22',
  name: 'boards that stop reading are cut, cost little memory, and nobody else waits for them',
  fault: 'SIGSTOP for the process of some of the boards in a busy room, until all of them are cut, and SIGCONT',
  world: {},
  short: { slow: 30, others: 50, perSecond: 40 },
  long: { slow: 200, others: 500, perSecond: 40 },
  run: async ({ world, say }, { slow: slowBoards, others: otherBoards, perSecond }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    const others = await Crowd.open(world, { count: otherBoards });
    const slow = await Crowd.open(world, { count: slowBoards });
    const load = IntakeLoad.start(world, { perSecond });
    // Until the memory of the api is that of its work.
    await last(5_000);
    const residentBefore = await api.told(RESIDENT);
    await others.begin();
    slow.freeze();
    let mostResident = residentBefore;
    const { ms: cutMs } = await timed(() =>
      until('the slow boards are cut', 2 * CUT_WITHIN_MS, async () => {
        mostResident = Math.max(mostResident, await api.told(RESIDENT));
        return (await api.told(CONNECTIONS)) <= otherBoards;
      }),
    );
    const meanwhile = await others.deliveries();
    const stood = await others.standing();
    slow.thaw();
    const { ms: backMs } = await timed(() => slow.allFollow(60_000));
    const { unanswered, refused } = await load.stop();
    await world.quiet();
    const differences = [...(await others.stillDiffering(10_000)), ...(await slow.stillDiffering(10_000))];
    if (differences.length > 0) say(wordsOf(differences));
    await Promise.all([others.stop(), slow.stop()]);
    return [
      figure('slow boards', slowBoards, ''),
      figure('other boards', otherBoards, ''),
      figure('until the last slow one was cut', cutMs, 'ms', atMost(CUT_WITHIN_MS)),
      figure("growth of the api's memory meanwhile", (mostResident - residentBefore) / MB, 'MB', atMost(64)),
      figure('entries delivered to the others meanwhile', meanwhile.count, '', atLeast(otherBoards)),
      figure('begun → on one of the others, p95', meanwhile.p95Ms, 'ms', atMost(250)),
      figure('the same, p99', meanwhile.p99Ms, 'ms', atMost(1_000)),
      figure('frames that the others missed', stood.gaps, '', exactly(0)),
      figure('lines that the others lost', stood.cuts, '', exactly(0)),
      figure('reports refused or never answered', refused.length + unanswered, '', exactly(0)),
      figure('slow ones back after SIGCONT', backMs, 'ms', atMost(60_000)),
      figure('boards that do not show what the rows say', boardsIn(differences), '', exactly(0)),
    ];
  },
});
