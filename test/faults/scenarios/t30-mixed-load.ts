import { atMost, exactly, figure } from '../figure';
import { heldBy, startCollectable } from '../load/held-memory';
import { type MixedLoad, type MixedLoadResult, playMixedLoad } from '../load/mixed-load';
import { scenario } from '../scenario';
import type { World } from '../world/world';

const PEOPLE = ['hq-watch-1', 'hq-watch-2'];
const SECONDS_IN_HOUR = 3_600;

/** T30: people who read and file at a steady rate, and the heap that must not grow with it. `npm run bench` plays the same on a long past. */
export const mixedLoad = scenario({
  id: 'T30',
  name: 'a steady load of reading and filing is answered in time and without an error, and leaves nothing behind in the heap',
  fault: 'nothing but the load: four reads to one report, whether or not the last was answered',
  world: {},
  short: { readsPerSecond: 60, writesPerSecond: 15, warmUpSeconds: 4, forSeconds: 12 },
  long: { readsPerSecond: 300, writesPerSecond: 75, warmUpSeconds: 60, forSeconds: 900 },
  run: async ({ world, say }, { readsPerSecond, writesPerSecond, warmUpSeconds, forSeconds }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    await startCollectable(api);
    const sessions = await Promise.all(PEOPLE.map((who) => world.client(who).bearer()));
    const load = (seconds: number): Promise<MixedLoadResult> =>
      playMixedLoad({ address: api.origin, sessions, readsPerSecond, writesPerSecond, forSeconds: seconds, ...notingIn(world) });
    await load(warmUpSeconds);
    const before = await heldBy(api);
    const { reads, writes } = await load(forSeconds);
    const after = await heldBy(api);
    for (const error of [...reads.said, ...writes.said]) say(error);
    return [
      figure('reads', reads.count, ''),
      figure('reports filed', writes.count, ''),
      figure('errors', reads.errors + writes.errors, '', exactly(0)),
      figure('reading, p95', reads.p95, 'ms', atMost(100)),
      figure('reading, p99', reads.p99, 'ms'),
      figure('filing, p95', writes.p95, 'ms', atMost(200)),
      figure('filing, p99', writes.p99, 'ms'),
      figure('heap of the api after it, more than before', after.heapMb - before.heapMb, 'MB', atMost(20)),
      figure('that is in an hour', ((after.heapMb - before.heapMb) / forSeconds) * SECONDS_IN_HOUR, 'MB'),
    ];
  },
});

/** What was filed, and what may be, is told to the checker. */
function notingIn({ acknowledged }: World): Pick<MixedLoad, 'onSending' | 'onFiled'> {
  return {
    onSending: (key) => acknowledged.unanswered.add(key),
    onFiled: ({ key, id }) => acknowledged.report({ key, id, tries: 1 }),
  };
}
