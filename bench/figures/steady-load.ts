import type { Latencies, MixedLoad, MixedLoadResult } from '../../test/faults/load/mixed-load';
import { type Aim, type Chapter, type Figure, noMoreThan, none } from '../figure';
import { bareHouse } from '../ground/bare';
import type { Ground } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { cursorAtHead } from '../ground/product';
import { signedIn } from '../ground/sessions';
import { tellOf } from '../progress';
import { slopePerMinute } from '../statistics';
import { spoken } from '../table';

const INCIDENTS = 200_000;
const WRITES_PER_SECOND = 75;
const READS_PER_SECOND = 300;
const SHORT_S = 60;
const LONG_S = 15 * 60;
const FLOOR_S = 20;
const WARM_UP_S = 10;
/** Sockets and sessions of one person count against her own rate. */
const PEOPLE = 50;
const HEAP_EVERY_MS = 5_000;
const MB = 1024 * 1024;

/** Of a minute nobody can tell; in fifteen a leak of this size would show in the next days. */
const steady: Aim = noMoreThan(1, 'MB/min');
const tell = tellOf('i');

/**
 * (i) 75 reports and 300 reads a second on 200,000 incidents, a million entries, with the worker beside: how long each waited from the moment it was
 * due, what was not answered well, and whether the heap grows. The reads are those of the screens, half of them lists. The floor has the same load
 * at the same addresses and does one statement by key for each.
 */
export const steadyLoad: Chapter = {
  letter: 'i',
  title: 'steady load: 75 writes and 300 reads a second on 200,000 incidents',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const seconds = ground.pace.isLong ? LONG_S : ground.pace.seconds(SHORT_S);
    const incidents = ground.pace.size(INCIDENTS);
    const url = await ground.histories.copy(incidents, 'steady', () =>
      tell(`writing a past of ${incidents.toLocaleString('en')} incidents`),
    );
    const bare = await bareHouse(ground, 'floor_i', incidents);
    const api = await ground.api(url);
    const worker = ground.worker(url);
    const caller = ground.partner('steady');
    const sessions = await signedIn(ground.databases, url, PEOPLE);
    const play = (address: string, forSeconds: number): Promise<MixedLoadResult> =>
      caller.ask('play', {
        ...{ address, sessions, forSeconds },
        ...{ readsPerSecond: READS_PER_SECOND, writesPerSecond: WRITES_PER_SECOND },
      } satisfies MixedLoad);
    // What is measured is a day, not the first minute after a start on a past without checkpoints; that stands in (n).
    tell('the boards read that past');
    await cursorAtHead(api);
    tell('warming up');
    for (const origin of [bare.origin, api.origin]) await play(origin, ground.pace.seconds(WARM_UP_S));
    const { load: floor } = await heapDuring(bare.partner, () => play(bare.origin, ground.pace.seconds(FLOOR_S)));
    tell(`${seconds} s of load`);
    const { load: ours, growsBy } = await heapDuring(api.partner, () => play(api.origin, seconds));
    for (const said of [...ours.reads.said, ...ours.writes.said]) tell(said);
    tell(`reads p99 ${spoken(ours.reads.p99)} ms, writes p99 ${spoken(ours.writes.p99)} ms`);
    await Promise.all([caller, bare.partner, api.partner, worker].map((partner) => partner.stop()));
    return [
      ...latencies(`i  ${WRITES_PER_SECOND} reports/s`, ours.writes, floor.writes),
      ...latencies(`   ${READS_PER_SECOND} reads/s`, ours.reads, floor.reads),
      {
        name: `   not answered well, of ${(ours.reads.count + ours.writes.count).toLocaleString('en')} in ${seconds} s`,
        value: ours.reads.errors + ours.writes.errors,
        floor: floor.reads.errors + floor.writes.errors,
        unit: '',
        aim: none,
      },
      {
        name: '   the heap of the api after collection grows by',
        value: growsBy,
        floor: null,
        unit: 'MB/min',
        aim: ground.pace.isLong ? steady : null,
      },
    ];
  },
};

const latencies = (name: string, ours: Latencies, floor: Latencies): Figure[] => [
  { name: `${name}, p50`, value: ours.p50, floor: floor.p50, unit: 'ms', aim: null },
  { name: '   p95', value: ours.p95, floor: floor.p95, unit: 'ms', aim: null },
  { name: '   p99', value: ours.p99, floor: floor.p99, unit: 'ms', aim: null },
];

/**
 * Asks a process again and again, while it works, for the heap that is left after collection: by how many megabytes a minute it grows, by the line that
 * fits best. Collecting takes time of those who wait, so the floor is asked too.
 */
async function heapDuring<Load>(partner: Partner, play: () => Promise<Load>): Promise<{ readonly load: Load; readonly growsBy: number }> {
  const seen: { readonly atMs: number; readonly value: number }[] = [];
  const look = async (): Promise<void> => {
    const { heapBytes } = await partner.heap();
    seen.push({ atMs: performance.now(), value: heapBytes / MB });
  };
  let asked = Promise.resolve();
  // One after the other; the first that fails is told when the load has ended.
  const timer = setInterval(() => void (asked = asked.then(look)).catch(() => undefined), HEAP_EVERY_MS);
  try {
    const load = await play();
    await asked;
    await look();
    return { load, growsBy: slopePerMinute(seen) };
  } finally {
    clearInterval(timer);
  }
}
