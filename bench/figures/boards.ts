import { setTimeout as delay } from 'node:timers/promises';
import { type Chapter, type Figure, atMost, noMoreThan, none } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Heap, Partner } from '../ground/partner';
import { type Product, cursorAtHead } from '../ground/product';
import type { Filed } from '../processes/caller';
import { tellOf } from '../progress';
import { percentile } from '../statistics';
import { spoken } from '../table';
import { Crowd, boardsThatFit } from './crowd';
import { REPORTS_PATH } from './intake';
import { takeTurns } from './rounds';
import { bareSockets, driving, frameFrom, watching } from './to-board';

const SOME = 1_000;
const MANY = 5_000;
const CLIENT_PROCESSES = 4;
/** At SOME boards, where it is asked how late an entry comes. */
const PER_SECOND = 20;
const LATENESS_S = 10;
/** At MANY boards: so many entries that the clients beside do not need both cores. */
const SLOWLY_PER_SECOND = 2;
const ROUNDS = 2;
const ROUND_S = 8;
/** Until what a handshake needed is let go. */
const REST_MS = 4_000;
const KB = 1024;

const tell = tellOf('k');

/**
 * (k) Many boards on one api, the worker beside: what each of them holds while nothing happens, after collection, against bare socket.io; how late an
 * entry comes to all of 1,000 at 20 a second, and whether one is missing; what a delivery costs with 5,000.
 */
export const boards: Chapter = {
  letter: 'k',
  title: 'many boards',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const many = boardsThatFit(ground.pace.size(MANY), CLIENT_PROCESSES, tell);
    const some = ground.pace.size(SOME);
    const url = await ground.journals.copy(SHORT_JOURNAL, 'boards');
    const api = await ground.api(url);
    ground.worker(url);
    const caller = await watching(ground, { ...api, cursor: await cursorAtHead(api) });
    const drive = { origin: api.origin, path: REPORTS_PATH, token: api.token };
    await caller.ask('drive', { ...drive, perSecond: 50, seconds: ground.pace.seconds(8), watched: true });
    const bare = await bareSockets(ground, await frameFrom(caller));
    const sides: Sides = { crowd: Crowd.of(ground, CLIENT_PROCESSES), api, bare };

    const ofSome = await perBoard(sides, 0, some);
    const late = await lateness(sides, caller, some, ground.pace.seconds(LATENESS_S));
    const ofMany = await perBoard(sides, some, many);
    const seconds = ground.pace.seconds(ROUND_S);
    const cost = await takeTurns(
      ground.pace.rounds(ROUNDS),
      () => costOf(sides, caller, 'floor', many, seconds),
      () => costOf(sides, caller, 'ours', many, seconds),
      (floor, ours) => tell(`${many} boards: floor ${spoken(floor)} µs, ours ${spoken(ours)} µs per delivery`),
    );
    await sides.crowd.stop();
    const said = (count: number): string => count.toLocaleString('en');
    return [
      ...memoryFigures('k', said(some), ofSome),
      ...memoryFigures(' ', said(many), ofMany),
      {
        name: `   request sent → entry on all of ${said(some)} boards, ${PER_SECOND}/s, p99`,
        value: percentile(late.sentToSeen, 99),
        floor: percentile(late.bareSentToSeen, 99),
        unit: 'ms',
        aim: noMoreThan(250, 'ms'),
      },
      {
        name: '   the same, p50',
        value: percentile(late.sentToSeen, 50),
        floor: percentile(late.bareSentToSeen, 50),
        unit: 'ms',
        aim: null,
      },
      { name: '   frames missing meanwhile', value: late.gaps, floor: null, unit: '', aim: none },
      { name: `   CPU per delivery with ${said(many)} boards, ${SLOWLY_PER_SECOND}/s`, ...cost, unit: 'µs', aim: atMost(1.5) },
    ];
  },
};

interface Sides {
  readonly crowd: Crowd;
  readonly api: Product;
  readonly bare: { readonly partner: Partner; readonly origin: string };
}

type PerBoard = Readonly<Record<'ours' | 'floor', Heap>>;

/** Connects boards to both sides until there are `to`, and answers what each new one holds on the server. */
async function perBoard({ crowd, api, bare }: Sides, from: number, to: number): Promise<PerBoard> {
  const grown = async (group: string, server: Partner, address: Parameters<Crowd['connect']>[2]): Promise<Heap> => {
    tell(`connecting ${to - from} boards to ${group}`);
    await delay(REST_MS);
    const before = await server.heap();
    await crowd.connect(group, to - from, address);
    await delay(REST_MS);
    const after = await server.heap();
    return {
      heapBytes: (after.heapBytes - before.heapBytes) / (to - from),
      rssBytes: (after.rssBytes - before.rssBytes) / (to - from),
    };
  };
  return {
    floor: await grown('floor', bare.partner, { origin: bare.origin, token: null, cursor: null }),
    ours: await grown('ours', api.partner, { origin: api.origin, token: api.token, cursor: await cursorAtHead(api) }),
  };
}

const memoryFigures = (letter: string, boardCount: string, { ours, floor }: PerBoard): Figure[] => [
  {
    name: `${letter}  heap of an idle board, ${boardCount} boards`,
    value: ours.heapBytes / KB,
    floor: floor.heapBytes / KB,
    unit: 'KB',
    aim: noMoreThan(20, 'KB'),
  },
  { name: '   resident memory of each', value: ours.rssBytes / KB, floor: floor.rssBytes / KB, unit: 'KB', aim: null },
];

interface Lateness {
  readonly sentToSeen: readonly number[];
  readonly bareSentToSeen: readonly number[];
  readonly gaps: number;
}

/** How long every report took to each of the boards. */
async function lateness({ crowd, api, bare }: Sides, caller: Partner, count: number, seconds: number): Promise<Lateness> {
  const at = async (group: string, to: { origin: string; path: string; token: string | null }): Promise<{ ms: number[]; gaps: number }> => {
    await crowd.note(group);
    const before = await crowd.delivered(group);
    const filed = await caller.ask<Filed[]>('filed', { ...to, perSecond: PER_SECOND, seconds });
    await crowd.untilDelivered(group, before, filed.length * count);
    const { arrivals, gaps } = await crowd.noted(group);
    const ms = filed.flatMap(({ id, sentMs }) => {
      const seen = arrivals.get(id) ?? [];
      if (seen.length < count) throw new Error(`one report came to ${seen.length} of ${count} boards`);
      return seen.map((seenMs) => seenMs - sentMs);
    });
    tell(`${group}: p99 to all boards ${spoken(percentile(ms, 99))} ms`);
    return { ms, gaps };
  };
  const floor = await at('floor', { origin: bare.origin, path: '/reports', token: null });
  const ours = await at('ours', { origin: api.origin, path: REPORTS_PATH, token: api.token });
  return { sentToSeen: ours.ms, bareSentToSeen: floor.ms, gaps: ours.gaps };
}

function costOf({ crowd, api, bare }: Sides, caller: Partner, group: 'floor' | 'ours', count: number, seconds: number): Promise<number> {
  const [server, to] =
    group === 'floor'
      ? [bare.partner, { origin: bare.origin, path: '/reports', token: null }]
      : [api.partner, { origin: api.origin, path: REPORTS_PATH, token: api.token }];
  const expected = count * SLOWLY_PER_SECOND * seconds;
  return crowd.costOf(group, server, expected, () => driving(caller, { ...to, perSecond: SLOWLY_PER_SECOND, seconds }));
}
