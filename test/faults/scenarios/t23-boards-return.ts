import { Crowd, boardsIn, wordsOf } from '../boards/crowd';
import { atMost, exactly, figure } from '../figure';
import { IntakeLoad, slowness } from '../load/intake-load';
import { type MixedLoadResult, playMixedLoad } from '../load/mixed-load';
import { scenario } from '../scenario';
import type { ProgramPart } from '../world/program-part';
import { timed } from '../wait';
import type { World } from '../world/world';
import { pairWorld } from './pair-world';

const BACK_WITHIN_MS = 60_000;
const READS_PER_SECOND = 20;

/** T23: the process that the boards hang on goes, and comes again. */
export const boardsReturn = scenario({
  id: 'T23',
  name: 'when the process that they look at was started anew, all boards are back within a minute, and nobody else waits for it',
  fault: 'SIGTERM, in the long form also kill -9, for the api that all boards hang on, under load',
  world: pairWorld,
  short: { boards: 200, ways: ['terminate'] as const },
  long: { boards: 2_000, ways: ['terminate', 'kill'] as const },
  run: async ({ world, say }, { boards, ways }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    const crowd = await Crowd.open(world, { count: boards });
    const load = IntakeLoad.start(world, { perSecond: 10 });
    const returns: { readonly ms: number; readonly reads: MixedLoadResult['reads'] }[] = [];
    for (const way of ways) returns.push(await restarted(world, api, crowd, way));
    const { latenciesMs, unanswered, refused } = await load.stop();
    await world.quiet();
    const differences = await crowd.stillDiffering(10_000);
    if (differences.length > 0) say(wordsOf(differences));
    const { cuts, snapshots, gaps } = await crowd.standing();
    await crowd.stop();
    return [
      figure('boards', boards, ''),
      figure('lines lost', cuts, '', exactly(boards * ways.length)),
      figure('from the signal until the last board was back', Math.max(...returns.map(({ ms }) => ms)), 'ms', atMost(BACK_WITHIN_MS)),
      figure('of them with a whole picture, not with what was missed', snapshots - boards, ''),
      figure('reads at the same api meanwhile, p99', Math.max(...returns.map(({ reads }) => reads.p99)), 'ms', atMost(1_000)),
      figure('errors among them', sumOf(returns.map(({ reads }) => reads.errors)), '', exactly(0)),
      // Some went to the api that was down, and again elsewhere after a pause.
      figure('reports filed meanwhile, tries and all, p99', slowness(latenciesMs).p99Ms, 'ms', atMost(10_000)),
      figure('reports refused or never answered', refused.length + unanswered, '', exactly(0)),
      figure('frames that were missing', gaps, '', exactly(0)),
      figure('boards that do not show what the rows say', boardsIn(differences), '', exactly(0)),
    ];
  },
});

/** Reads are asked for from when the api is ready until the last board is back. */
async function restarted(
  world: World,
  api: ProgramPart,
  crowd: Crowd,
  way: 'terminate' | 'kill',
): Promise<{ ms: number; reads: MixedLoadResult['reads'] }> {
  const token = await world.client('hq-watch-1').bearer();
  const allBack = new AbortController();
  try {
    const { ms, value } = await timed(async () => {
      await api[way]();
      api.start();
      await api.ready();
      const load = playMixedLoad({
        address: api.origin,
        sessions: [token],
        readsPerSecond: READS_PER_SECOND,
        writesPerSecond: 0,
        forSeconds: BACK_WITHIN_MS / 1_000,
        signal: allBack.signal,
      });
      // Heard below, once the boards are back.
      load.catch(() => undefined);
      await crowd.allFollow(2 * BACK_WITHIN_MS);
      return { load };
    });
    allBack.abort();
    return { ms, reads: (await value.load).reads };
  } finally {
    allBack.abort();
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
