import { setTimeout as delay } from 'node:timers/promises';
import { type RecordableHistogram, createHistogram } from 'node:perf_hooks';
import type { LiveEntry } from '@bongsu/platform/contract';
import type { BoardState } from '@bongsu/situation/contract';
import { Pool } from 'undici';
import { answerParent } from '../../../bench/processes/answer-parent';
import { Board, type Person, type Return } from './board';
import { type Snapshot, differingParts, snapshotOf } from './pictures';

/** Boards to be opened: so many, by these people in turn. */
export interface Opening {
  readonly origin: string;
  readonly persons: readonly Person[];
  readonly count: number;
  readonly back: Return;
}

/** Sums over all boards of the process. */
export interface Standing {
  readonly following: number;
  readonly gaps: number;
  readonly cuts: number;
  readonly snapshots: number;
  readonly deltas: number;
}

/** From the time of an entry, which is when its transaction began, to a board that was told of it in a frame; over all boards. */
export interface Deliveries {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
}

/** Pictures of this many boards are not what their person is served now. */
export interface Difference {
  readonly who: string;
  readonly boards: number;
  readonly parts: readonly string[];
}

/** Handshakes under way at the same time. */
const AT_ONCE = 25;
const boards: Board[] = [];
const pools = new Map<string, Pool>();
let microseconds: RecordableHistogram = createHistogram();

/** Many boards in a process of their own. */
answerParent({
  open: async ({ origin, persons, count, back }: Opening): Promise<void> => {
    for (let n = 0; n < count; n++) {
      while (boards.filter(({ isFollowing }) => !isFollowing).length >= AT_ONCE) await delay(5);
      const person = persons[n % persons.length];
      if (person === undefined) throw new Error('nobody looks');
      const board = new Board({ origin, person, back, snapshot: ({ token }) => served(origin, token), onFrame: note });
      boards.push(board);
      board.open();
    }
  },
  standing: (): Standing => {
    const sum = (of: (board: Board) => number): number => boards.reduce((all, board) => all + of(board), 0);
    return {
      following: sum(({ isFollowing }) => (isFollowing ? 1 : 0)),
      gaps: sum(({ counted }) => counted.gaps),
      cuts: sum(({ counted }) => counted.cuts),
      snapshots: sum(({ counted }) => counted.snapshots),
      deltas: sum(({ counted }) => counted.deltas),
    };
  },
  /** What was delivered before is not counted any more. */
  begin: (): void => void (microseconds = createHistogram()),
  deliveries: (): Deliveries => ({
    count: microseconds.count,
    p50Ms: microseconds.percentile(50) / 1_000,
    p95Ms: microseconds.percentile(95) / 1_000,
    p99Ms: microseconds.percentile(99) / 1_000,
    slowestMs: microseconds.max / 1_000,
  }),
  differing,
});

function note(entries: readonly LiveEntry[]): void {
  const nowMs = performance.timeOrigin + performance.now();
  for (const { at } of entries) microseconds.record(Math.max(1, Math.round((nowMs - Date.parse(at)) * 1_000)));
}

async function served(origin: string, token: string): Promise<Snapshot> {
  let pool = pools.get(origin);
  if (pool === undefined) pools.set(origin, (pool = new Pool(origin, { connections: 8 })));
  const answer = await pool.request({ method: 'GET', path: '/api/v1/board/snapshot', headers: { authorization: `Bearer ${token}` } });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`the snapshot was answered ${answer.statusCode}`);
  return snapshotOf(text);
}

/** Compares every board with what the api at `origin` serves its person now; boards that share a picture are compared once. */
async function differing({ origin }: { origin: string }): Promise<Difference[]> {
  const pictures = new Map<BoardState, { person: Person; boards: number }>();
  for (const { picture, person } of boards) {
    const alike = pictures.get(picture) ?? { person, boards: 0 };
    pictures.set(picture, { person, boards: alike.boards + 1 });
  }
  const differences: Difference[] = [];
  const now = new Map<string, BoardState>();
  for (const [picture, { person, boards: count }] of pictures) {
    const present = now.get(person.who) ?? (await served(origin, person.token)).state;
    now.set(person.who, present);
    const parts = differingParts(picture, present);
    if (parts.length > 0) differences.push({ who: person.who, boards: count, parts });
  }
  return differences;
}
