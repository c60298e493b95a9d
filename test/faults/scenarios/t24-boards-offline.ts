import { Crowd, type CrowdOptions, boardsIn, wordsOf } from '../boards/crowd';
import { atLeast, atMost, figure } from '../figure';
import { reportBody } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, timed } from '../wait';
import { stablePort } from '../world/stable-port';
import { TcpProxy } from '../world/tcp-proxy';
import type { World } from '../world/world';

const BOARDS = 20;
const EQUAL_WITHIN_MS = 3_000;
const FILED_AT_ONCE = 16;
/** They try all the time, so that what is measured is their way back and not their patience. */
const back: CrowdOptions['back'] = { firstMs: 100, longestMs: 400, scatter: 0.5 };

/** How long the line is away, and how many reports are filed meanwhile. What is missed beyond 2,000 entries comes as a whole picture. */
interface Absence {
  readonly forMs: number;
  readonly reports: number;
}

/** T24: boards whose line is away for a while in which much happens. */
export const boardsOffline = scenario({
  id: 'T24',
  name: 'a board that was offline shows what is true three seconds after its line is back, however much it missed',
  fault: 'the line of twenty boards refused while reports are filed: 500 each time, and once more than can be made up for',
  world: {},
  short: {
    absences: [
      { forMs: 0, reports: 500 },
      { forMs: 0, reports: 500 },
      { forMs: 0, reports: 2_100 },
    ],
  },
  long: {
    absences: [
      { forMs: 5_000, reports: 500 },
      { forMs: 120_000, reports: 500 },
      { forMs: 1_800_000, reports: 500 },
      { forMs: 0, reports: 2_100 },
    ],
  },
  run: async ({ world, say }, { absences }) => {
    const line = await lineToApi(world);
    try {
      const crowd = await Crowd.open(world, { count: BOARDS, origin: `http://127.0.0.1:${String(line.port)}`, back });
      const opened = await crowd.standing();
      const equalMs: number[] = [];
      for (const absence of absences) equalMs.push(await missed(world, line, crowd, absence, say));
      const { deltas, snapshots } = await crowd.standing();
      await crowd.stop();
      const whole = snapshots - opened.snapshots;
      return [
        ...equalMs.map((ms, index) =>
          figure(
            `line back → ${BOARDS} boards true, ${String(absences[index]?.reports)} reports missed`,
            ms,
            'ms',
            atMost(EQUAL_WITHIN_MS),
          ),
        ),
        figure('returns with what was missed', deltas - opened.deltas - whole, '', atLeast(BOARDS * (absences.length - 1))),
        figure('returns with a whole picture', whole, '', atLeast(BOARDS)),
      ];
    } finally {
      await line.close();
    }
  },
});

async function lineToApi(world: World): Promise<TcpProxy> {
  const [api] = world.apis;
  if (api === undefined) throw new Error('no api');
  return TcpProxy.open(await stablePort(), Number(new URL(api.origin).port));
}

/** Milliseconds from the line's return until every board shows what it is served. */
async function missed(
  world: World,
  line: TcpProxy,
  crowd: Crowd,
  { forMs, reports }: Absence,
  say: (what: string) => void,
): Promise<number> {
  await line.spoil({ kind: 'refuse' });
  await Promise.all([fileMany(world, reports), last(forMs)]);
  await world.quiet();
  const untouched = boardsIn(await crowd.differing());
  if (untouched !== BOARDS) throw new Error(`${BOARDS - untouched} boards missed nothing`);
  const { ms } = await timed(async () => {
    await line.mend();
    await crowd.allFollow(60_000);
    const differences = await crowd.stillDiffering(10_000);
    if (differences.length > 0) throw new Error(`boards that are back and not true: ${wordsOf(differences)}`);
  });
  say(`${reports} reports missed: true again after ${ms.toFixed(0)} ms`);
  return ms;
}

async function fileMany(world: World, count: number): Promise<void> {
  const client = world.client('hq-watch-1');
  let filed = 0;
  await Promise.all(
    Array.from({ length: FILED_AT_ONCE }, async () => {
      while (filed < count) {
        const n = filed++;
        await client.must('/reports', reportBody(n), { key: `faults-t24:${Math.random()}` });
        world.acknowledged.otherwiseFiled += 1;
      }
    }),
  );
}
