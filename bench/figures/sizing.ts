import { setTimeout as delay } from 'node:timers/promises';
import type { Chapter, Figure } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import { cursorAtHead } from '../ground/product';
import type { Wire } from '../processes/wire';
import { tellOf } from '../progress';
import { REPORTS_PATH } from './intake';
import { driving } from './to-board';

const PER_SECOND = 50;
const SECONDS = 20;
const WARM_UP_S = 10;
const LANES = 41;
const LANE_JOBS = 1_000;
const LANE_REST_MS = 6_000;
const IDLE_MS = 6_000;
const KB = 1024;

const tell = tellOf('o');

/**
 * (o) What to reckon with when a house is laid out: what one report costs each of its parts at 50 a second (not at full load, where more go together
 * and each costs less), what it leaves on the disk and puts on the wire, and what one more lane takes. What one more board takes stands in (k).
 */
export const sizing: Chapter = {
  letter: 'o',
  title: 'what to reckon with',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const perReport = await reportCosts(ground);
    const onPostgres = await laneCosts(ground, 'PostgreSQL', undefined);
    const redis = await ground.redis();
    return [...perReport, ...onPostgres, ...(redis === null ? [] : await laneCosts(ground, 'Redis', redis.url))];
  },
};

const known = (name: string, value: number, unit: string): Figure => ({ name, value, floor: null, unit, aim: null });

async function reportCosts(ground: Ground): Promise<Figure[]> {
  const url = await ground.journals.copy(SHORT_JOURNAL, 'sizing');
  const api = await ground.api(url);
  const worker = ground.worker(url);
  const caller = ground.partner('caller');
  const drive = { origin: api.origin, path: REPORTS_PATH, token: api.token, perSecond: PER_SECOND };
  tell('warming up');
  await driving(caller, { ...drive, seconds: ground.pace.seconds(WARM_UP_S) });
  const cpu = async (): Promise<number[]> => [(await api.partner.usage()).cpuMs, (await worker.usage()).cpuMs, ground.databaseCpuMs()];
  const disk = async (): Promise<number> =>
    Number((await ground.databases.run<{ n: string }>(url, 'SELECT pg_database_size(current_database()) AS n'))[0]?.n);
  const idle = await during(cpu, () => delay(IDLE_MS));
  const seconds = ground.pace.seconds(SECONDS);
  const sizeBefore = await disk();
  const busy = await during(cpu, () => driving(caller, { ...drive, seconds }));
  const grown = (await disk()) - sizeBefore;
  const wire = ground.partner('wire');
  const { perReport, perEntry, firstBoard } = await wire.ask<Wire>('count', { ...api, partner: null, cursor: await cursorAtHead(api) });
  await Promise.all([caller, wire, api.partner, worker].map((partner) => partner.stop()));
  const reports = PER_SECOND * seconds;
  // What each part does when nobody asks for anything is not the report's.
  const each = busy.map((ms, part) => ((ms - ((idle[part] ?? 0) * seconds * 1_000) / IDLE_MS) * 1_000) / reports);
  const [ofApi = 0, ofWorker = 0, ofDatabase = 0] = each;
  return [
    known(`o  one report, CPU of the api, at ${PER_SECOND}/s`, ofApi, 'µs'),
    known('   one report, CPU of the worker (what follows from it)', ofWorker, 'µs'),
    known('   one report, CPU of PostgreSQL for both', ofDatabase, 'µs'),
    known('   one report, on the disk (rows, keys, entry, promises, indexes)', grown / reports / KB, 'KB'),
    known('   one report, on the wire (request and answer)', perReport, 'bytes'),
    known('   one entry told to one board, on the wire', perEntry, 'bytes'),
    known("   a board's first load, compressed", firstBoard / KB, 'KB'),
  ];
}

/** One more lane, idle, by the difference between 41 and one; and one job through a lane. */
async function laneCosts(ground: Ground, backend: string, redisUrl: string | undefined): Promise<Figure[]> {
  tell(`lanes on ${backend}`);
  const one = await house(ground, backend, redisUrl, 1);
  const many = await house(ground, backend, redisUrl, LANES);
  const perLane = (of: keyof typeof one): number => (many[of] - one[of]) / (LANES - 1);
  return [
    known(`   one lane on ${backend}, heap of the worker`, perLane('heapBytes') / KB, 'KB'),
    known('   one lane, idle, CPU of worker and database', perLane('idleCpuMs'), 'ms/s'),
    known('   one job through a lane, CPU of worker and database', one.perJobUs, 'µs'),
  ];
}

async function house(
  ground: Ground,
  backend: string,
  redisUrl: string | undefined,
  lanes: number,
): Promise<{ readonly heapBytes: number; readonly idleCpuMs: number; readonly perJobUs: number }> {
  const partner = ground.partner('lane');
  const url = await ground.databases.world(`sizing_${backend.toLowerCase()}_${lanes}`);
  await partner.ask('start', { url, redisUrl, cursorKey: ground.cursorKey, lanes });
  await delay(LANE_REST_MS);
  const { heapBytes } = await partner.heap();
  const cpu = async (): Promise<number[]> => [(await partner.usage()).cpuMs, ground.databaseCpuMs()];
  const sum = (parts: readonly number[]): number => parts.reduce((all, each) => all + each, 0);
  const idle = sum(await during(cpu, () => delay(IDLE_MS))) / (IDLE_MS / 1_000);
  await partner.ask('throughput', { jobs: LANE_JOBS });
  const busy = sum(await during(cpu, () => partner.ask('throughput', { jobs: LANE_JOBS })));
  await partner.ask('stop');
  await partner.stop();
  return { heapBytes, idleCpuMs: idle, perJobUs: (busy * 1_000) / LANE_JOBS };
}

/** How much of each is used while something is done. */
async function during(used: () => Promise<number[]>, act: () => Promise<unknown>): Promise<number[]> {
  const before = await used();
  await act();
  const after = await used();
  return after.map((each, part) => each - (before[part] ?? 0));
}
