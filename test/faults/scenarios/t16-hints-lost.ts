import { atLeast, atMost, figure } from '../figure';
import { reportBody } from '../load/intake-load';
import { boardOf } from '../invariants/board-of';
import { scenario } from '../scenario';
import { timed, until } from '../wait';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** How often followers look when nobody wakes them (libs/platform/src/journal/follower.ts); the sequencer the same, before them. */
const POLL_MS = 250;

/** T16: the connections on which processes wake each other are dead, and nobody noticed. */
export const hintsLost = scenario({
  id: 'T16',
  name: 'without a single NOTIFY an entry is on the board within the poll interval and a second',
  fault: 'the lines of LISTEN and NOTIFY dropped without a word, the api not the one that numbers',
  world: redisWorld,
  short: { reports: 8 },
  long: { reports: 60 },
  run: async ({ world }, { reports }) => {
    const [api] = world.apis;
    const line = world.lines.postgres;
    if (api === undefined || line === null) throw new Error('an api and a line are needed');
    await numberedByTheWorker(world);
    const heardMs = await deliveries(world, reports);
    await line.spoil({ kind: 'drop' }, 'bongsu wake');
    const lost = line.spoilt;
    const unheardMs = await deliveries(world, reports);
    await line.mend();
    line.tearAll('bongsu wake');
    return [
      figure('lines dropped', lost, '', atLeast(2)),
      figure('slowest from filed to on the board, with hints', Math.max(...heardMs), 'ms'),
      figure('slowest without', Math.max(...unheardMs), 'ms', atMost(2 * POLL_MS + 1_000)),
    ];
  },
});

/** Whoever numbers in its own process needs no hint. */
async function numberedByTheWorker(world: World): Promise<void> {
  for (const api of world.apis) await api.terminate();
  await until('somebody else numbers', 20_000, async () => (await leaders(world)) > 0);
  for (const api of world.apis) api.start();
  await Promise.all(world.apis.map((api) => api.ready()));
}

function leaders(world: World): Promise<number> {
  return world.count("SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1", [0x73_65_71]);
}

/** From the answer of the api to the entry in the picture that the same api serves, one report after the other. */
async function deliveries(world: World, count: number): Promise<number[]> {
  const client = world.client('hq-watch-1');
  const origin = world.apis[0]?.origin ?? '';
  const tookMs: number[] = [];
  for (let n = 0; n < count; n++) {
    const { id } = await client.must<{ id: string }>('/reports', reportBody(n), { key: `faults-t16:${Math.random()}` });
    world.acknowledged.otherwiseFiled += 1;
    tookMs.push((await timed(() => until('it is on the board', 30_000, async () => (await boardOf(world, origin)).state.reports[id]))).ms);
  }
  return tookMs;
}
