import { type Chapter, type Figure, atMostWithMargin } from '../figure';
import type { Ground } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { type Product, cursorAtHead } from '../ground/product';
import type { Frame } from '@bongsu/platform/contract';
import type { Drive, Sighting } from '../processes/caller';
import { tellOf } from '../progress';
import { percentile } from '../statistics';
import { spoken } from '../table';
import { REPORTS_PATH } from './intake';

const PER_SECOND = 50;
const ROUNDS = 4;
const ROUND_S = 6;

const tell = tellOf('b');

/**
 * (b) From a report to a board that is connected, at 50 reports a second, with the worker beside. COMMIT itself cannot be seen from outside; it
 * lies between sending the request and having its answer. The figure therefore takes the longest view: from request sent to frame received, which
 * holds the whole request and is compared with the same of bare socket.io, which emits at once and keeps nothing. How long after the answer the
 * board is told stands beside it.
 */
export const toBoard: Chapter = {
  letter: 'b',
  title: 'to a connected board',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const { api } = await ground.installation();
    const ours = await watching(ground, { ...api, cursor: await cursorAtHead(api) });
    const oursDrive = { origin: api.origin, path: REPORTS_PATH, token: api.token, perSecond: PER_SECOND, watched: true };
    await ours.ask('drive', { ...oursDrive, seconds: 2 });
    const floor = await bareSockets(ground, await frameFrom(ours));
    const below = await watching(ground, { origin: floor.origin, token: null, cursor: null });
    const floorDrive = { origin: floor.origin, path: '/reports', token: null, perSecond: PER_SECOND, watched: true };
    await below.ask('drive', { ...floorDrive, seconds: 2 });
    const seconds = ground.pace.seconds(ROUND_S);
    const floors: Sighting[] = [];
    const values: Sighting[] = [];
    for (let round = 0; round < ground.pace.rounds(ROUNDS); round++) {
      const first = await below.ask<Sighting[]>('drive', { ...floorDrive, seconds });
      const second = await ours.ask<Sighting[]>('drive', { ...oursDrive, seconds });
      floors.push(...first);
      values.push(...second);
      tell(
        `p99 sent → board: floor ${spoken(percentile(first.map(sentToSeen), 99))} ms, ours ${spoken(percentile(second.map(sentToSeen), 99))} ms`,
      );
    }
    await Promise.all([ours, below, floor.partner].map((partner) => partner.stop()));
    const figure = (name: string, of: (sighting: Sighting) => number, percent: number, aim: Figure['aim']): Figure => ({
      name,
      value: percentile(values.map(of), percent),
      floor: percentile(floors.map(of), percent),
      unit: 'ms',
      aim,
    });
    return [
      figure('b  request sent → entry on a board, p99', sentToSeen, 99, atMostWithMargin(2, 25)),
      figure('   the same, p50', sentToSeen, 50, null),
      { ...figure('   answer → entry on a board, p99', answeredToSeen, 99, null), floor: null },
      { ...figure('   the same, p50', answeredToSeen, 50, null), floor: null },
    ];
  },
};

const sentToSeen = ({ sentMs, seenMs }: Sighting): number => seenMs - sentMs;
/** The frame may overtake the answer. */
const answeredToSeen = ({ answeredMs, seenMs }: Sighting): number => Math.max(0, seenMs - answeredMs);

/** A caller that watches one server. */
export async function watching(
  ground: Ground,
  address: Pick<Product, 'origin'> & { token: string | null; cursor: string | null },
): Promise<Partner> {
  const caller = ground.partner('caller');
  await caller.ask('watch', { origin: address.origin, token: address.token, cursor: address.cursor });
  return caller;
}

/** The frame of one report, as the product sent it. */
export async function frameFrom(caller: Partner): Promise<Frame> {
  const frame = await caller.ask<Frame | null>('lastFrame');
  if (frame === null) throw new Error('no frame has come yet');
  return { ...frame, entries: frame.entries.slice(0, 1) };
}

/** Bare socket.io that emits this frame for every POST. */
export async function bareSockets(ground: Ground, frame: Frame): Promise<{ partner: Partner; origin: string }> {
  const partner = ground.partner('bare-sockets');
  return { partner, origin: await partner.ask<string>('start', { frame }) };
}

/** A drive without a watcher, for load alone. */
export const driving = (caller: Partner, drive: Drive): Promise<unknown> => caller.ask('drive', { ...drive, watched: false });
