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
const WARM_UP_S = 4;
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
    const floor = (): Promise<LoadResult> =>
      press(load, { url: floorAt, token: null, clients: CLIENTS, seconds: ground.pace.seconds(ROUND_S) });
    const ours = (): Promise<LoadResult> => pressReports(load, api, ground.pace.seconds(ROUND_S));
    tell('warming up');
    await press(load, { url: floorAt, token: null, clients: CLIENTS, seconds: ground.pace.seconds(WARM_UP_S) });
    await pressReports(load, api, ground.pace.seconds(WARM_UP_S));
    const slowest = { floor: 0, ours: 0 };
    const { floor: bottom, value } = await takeTurns(
      ground.pace.rounds(ROUNDS),
      async () => {
        const { perSecond, p99Ms } = await floor();
        slowest.floor = Math.max(slowest.floor, p99Ms);
        return perSecond;
      },
      async () => {
        const { perSecond, p99Ms } = await ours();
        slowest.ours = Math.max(slowest.ours, p99Ms);
        return perSecond;
      },
      (first, second) => tell(`floor ${spoken(first)}/s, ours ${spoken(second)}/s`),
    );
    await Promise.all([load, bare, api.partner].map((partner) => partner.stop()));
    return [
      { name: `a  POST /reports, ${CLIENTS} clients`, value, floor: bottom, unit: '/s', aim: atLeast(0.5) },
      { name: '   answered within, p99 of the worst round', value: slowest.ours, floor: slowest.floor, unit: 'ms', aim: null },
    ];
  },
};

export function pressReports(load: Partner, { origin, token }: Product, seconds: number, clients = CLIENTS): Promise<LoadResult> {
  return press(load, { url: `${origin}${REPORTS_PATH}`, token, clients, seconds });
}

async function press(load: Partner, about: Load): Promise<LoadResult> {
  const result = await load.ask<LoadResult>('run', about);
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${about.url} were not answered as they should be`);
  await delay(PAUSE_MS);
  return result;
}
