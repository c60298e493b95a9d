import { setTimeout as delay } from 'node:timers/promises';
import { type Chapter, type Figure, atLeast } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Partner } from '../ground/partner';
import type { Product } from '../ground/product';
import type { Load, LoadResult } from '../processes/load';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { takeTurns } from './rounds';

export const REPORTS_PATH = '/api/v1/reports';
export const CLIENTS = 32;
const ROUNDS = 5;
const ROUND_S = 5;
/** Until V8 has compiled what is used all the time; ours is much more code than the floor's. */
const WARM_UP_S = 12;
/** Between rounds, so that what one server still has to do does not fall into the other's round. */
const PAUSE_MS = 500;

const tell = tellOf('a');

/**
 * (a) Taking in reports: 32 clients, each sending its next when the last was answered, against bare Fastify with one durable INSERT. The api
 * runs alone, as its floor does: what follows from a report is the worker's work and is measured in (d) and (e).
 */
export const intake: Chapter = {
  letter: 'a',
  title: 'intake',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const load = ground.partner('load');
    const bare = ground.partner('bare-intake');
    const floorAt = `${await bare.ask<string>('start', { url: await ground.databases.empty('floor_a') })}/reports`;
    const api = await ground.api(await ground.journals.copy(SHORT_JOURNAL, 'intake'));
    const seconds = ground.pace.seconds(ROUND_S);
    const floor = new Turns(bare, () => press(load, { url: floorAt, token: null, clients: CLIENTS, seconds }));
    const ours = new Turns(api.partner, () => pressReports(load, api, seconds));
    tell('warming up');
    await press(load, { url: floorAt, token: null, clients: CLIENTS, seconds: ground.pace.seconds(WARM_UP_S) });
    await pressReports(load, api, ground.pace.seconds(WARM_UP_S));
    const { floor: bottom, value } = await takeTurns(
      ground.pace.rounds(ROUNDS),
      () => floor.next(),
      () => ours.next(),
      (first, second) =>
        tell(`floor ${spoken(first)}/s at ${spoken(floor.cpuUs)} µs, ours ${spoken(second)}/s at ${spoken(ours.cpuUs)} µs`),
    );
    await Promise.all([load, bare, api.partner].map((partner) => partner.stop()));
    return [
      { name: `a  POST /reports, ${CLIENTS} clients`, value, floor: bottom, unit: '/s', aim: atLeast(0.5) },
      { name: '   answered within, p99 of the worst round', value: ours.p99Ms, floor: floor.p99Ms, unit: 'ms', aim: null },
      { name: '   CPU of the serving process for each', value: ours.cpuUs, floor: floor.cpuUs, unit: 'µs', aim: null },
    ];
  },
};

/** The turns of one side: how slow it was at its slowest, and what CPU its process used for each request of the best turn. */
class Turns {
  p99Ms = 0;
  cpuUs = Infinity;

  constructor(
    private readonly partner: Partner,
    private readonly turn: () => Promise<LoadResult>,
  ) {}

  async next(): Promise<number> {
    const before = await this.partner.usage();
    const { perSecond, answered, p99Ms } = await this.turn();
    const after = await this.partner.usage();
    this.p99Ms = Math.max(this.p99Ms, p99Ms);
    this.cpuUs = Math.min(this.cpuUs, ((after.cpuMs - before.cpuMs) * 1_000) / answered);
    return perSecond;
  }
}

export function pressReports(load: Partner, { origin, token }: Product, seconds: number, clients = CLIENTS): Promise<LoadResult> {
  return press(load, { url: `${origin}${REPORTS_PATH}`, token, clients, seconds });
}

export async function press(load: Partner, about: Load): Promise<LoadResult> {
  const result = await load.ask<LoadResult>('run', about);
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${about.url} were not answered as they should be`);
  await delay(PAUSE_MS);
  return result;
}
