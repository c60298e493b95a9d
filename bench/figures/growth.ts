import { setTimeout as delay } from 'node:timers/promises';
import { type Aim, type Chapter, type Figure, atLeast } from '../figure';
import { bareHouse } from '../ground/bare';
import type { Ground } from '../ground/ground';
import { ENTRIES_EACH } from '../ground/histories';
import type { Product } from '../ground/product';
import { tellOf } from '../progress';
import { median } from '../statistics';
import { spoken } from '../table';
import { CLIENTS, REPORTS_PATH, press } from './intake';
import { takeTurns } from './rounds';

/** 10⁴, 10⁵ and 10⁶ entries. With fewer than the smallest no board is stored. */
const SIZES = [2_000, 20_000, 200_000];
const ROUNDS = 2;
const ROUND_S = 4;
const WARM_UP_S = 5;
const READS = 100;
/** Of the journal's end; reading further back says nothing new. */
const FOLLOWED = 50_000;
const BOARD_STORED_WITHIN_MS = 300_000;
const PAGE = 50;
const BOARD_PATH = '/api/v1/board/snapshot';

const tell = tellOf('n');

/**
 * (n) What becomes of the house as its past grows to 10⁴, 10⁵ and 10⁶ entries: taking in reports, a board's first load from an api that has just
 * started, the first page of a timeline and of the incidents, following and verifying the journal. The floor has tables of the same size.
 */
export const growth: Chapter = {
  letter: 'n',
  title: 'growth',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const grown: Figure[][] = [];
    const sizes = new Set(SIZES.map((size) => Math.max(SIZES[0] ?? size, ground.pace.size(size))));
    for (const size of sizes) grown.push(await withPast(ground, size));
    // All sizes of one figure below each other.
    return (grown[0] ?? []).flatMap((_, index) => grown.map((figures) => figures[index]).filter((figure) => figure !== undefined));
  },
};

async function withPast(ground: Ground, incidents: number): Promise<Figure[]> {
  const entries = incidents * ENTRIES_EACH;
  const said = entries.toLocaleString('en');
  const url = await ground.histories.copy(incidents, `growth_${String(incidents)}`, () => tell(`writing a past of ${said} entries`));
  await storeBoard(ground, url);
  const api = await ground.api(url);
  const first = await timed(() => text(api, BOARD_PATH));
  const bare = await bareHouse(ground, `floor_n_${String(incidents)}`, incidents, first.value);
  const floor: Product = { ...bare, token: '' };
  const bareFirst = await timed(() => text(floor, BOARD_PATH));
  const newest = await newestIncident(api);
  const reads = async (ours: string, bares = ours): Promise<Pair> => ({
    value: await readMs(api, ours),
    floor: await readMs(floor, bares),
  });
  const incidentPage = await reads(`/api/v1/incidents?limit=${PAGE}`);
  const timelinePage = await reads(
    `/api/v1/incidents/${newest}/timeline?limit=${PAGE}`,
    `/api/v1/incidents/${incidents}/timeline?limit=${PAGE}`,
  );
  const taken = await intakeOf(ground, api, floor);
  await Promise.all([api.partner, bare.partner].map((partner) => partner.stop()));
  const { followed, verified } = await followedAndVerified(ground, url, Math.min(entries, FOLLOWED));
  tell(`${said} entries: ${spoken(taken.value)} reports/s, first board ${spoken(first.ms)} ms, list ${spoken(incidentPage.value)} ms`);
  const figure = (name: string, { value, floor: below }: Pair, unit: string, aim: Aim | null = null): Figure => ({
    name: `n  ${name}, ${said} entries`,
    value,
    floor: below,
    unit,
    aim,
  });
  return [
    figure(`POST /reports, ${CLIENTS} clients`, taken, '/s', atLeast(0.5)),
    figure(`first board of a fresh api (${kilobytes(first.value)})`, { value: first.ms, floor: bareFirst.ms }, 'ms'),
    figure(`first page of a timeline, ${PAGE} entries`, timelinePage, 'ms'),
    figure(`first page of the incidents, ${PAGE}`, incidentPage, 'ms'),
    figure('followed and reduced', followed, '/s'),
    figure('verified', verified, '/s'),
  ];
}

interface Pair {
  readonly value: number;
  readonly floor: number;
}

/** An api that has read the journal once leaves a board behind, as every one does that ran for a while. */
async function storeBoard(ground: Ground, url: string): Promise<void> {
  const beganMs = performance.now();
  const api = await ground.api(url);
  const STORED = 'SELECT count(*) AS n FROM situation_checkpoint';
  while (Number((await ground.databases.run<{ n: string }>(url, STORED))[0]?.n) === 0) {
    if (performance.now() - beganMs > BOARD_STORED_WITHIN_MS) throw new Error('no board was stored within five minutes');
    await delay(200);
  }
  await api.partner.stop();
  tell(`read from the first entry to a stored board in ${spoken((performance.now() - beganMs) / 1_000)} s`);
}

async function intakeOf(ground: Ground, api: Product, bare: Product): Promise<Pair> {
  const load = ground.partner('load');
  const rate = async ({ origin, token }: Product, seconds: number): Promise<number> =>
    (await press(load, { url: `${origin}${REPORTS_PATH}`, token, clients: CLIENTS, seconds })).perSecond;
  for (const each of [bare, api]) await rate(each, ground.pace.seconds(WARM_UP_S));
  const turns = await takeTurns(
    ground.pace.rounds(ROUNDS),
    () => rate(bare, ground.pace.seconds(ROUND_S)),
    () => rate(api, ground.pace.seconds(ROUND_S)),
    (floor, ours) => tell(`floor ${spoken(floor)}/s, ours ${spoken(ours)}/s`),
  );
  await load.stop();
  return turns;
}

async function followedAndVerified(ground: Ground, url: string, last: number): Promise<{ followed: Pair; verified: Pair }> {
  const follower = ground.partner('follow');
  await follower.ask('start', { url, cursorKey: ground.cursorKey });
  await follower.ask('read', { last });
  const floor = await follower.ask<number>('read', { last });
  const followed = { value: await follower.ask<number>('follow', { last }), floor };
  const verified = { value: await follower.ask<number>('verify'), floor };
  await follower.stop();
  return { followed, verified };
}

/** The middle one of many, one after the other. */
async function readMs(product: Product, path: string): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < READS; n++) took.push((await timed(() => text(product, path))).ms);
  return median(took);
}

async function newestIncident(api: Product): Promise<string> {
  const { items } = JSON.parse(await text(api, '/api/v1/incidents?limit=1')) as { items: { id: string }[] };
  if (items[0] === undefined) throw new Error('there is no incident');
  return items[0].id;
}

async function text({ origin, token }: Product, path: string): Promise<string> {
  const answer = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`GET ${path} was answered ${String(answer.status)} ${body.slice(0, 200)}`);
  return body;
}

async function timed<Value>(ask: () => Promise<Value>): Promise<{ readonly value: Value; readonly ms: number }> {
  const beganMs = performance.now();
  const value = await ask();
  return { value, ms: performance.now() - beganMs };
}

const kilobytes = (body: string): string => `${Math.round(Buffer.byteLength(body) / 1024)} KB`;
