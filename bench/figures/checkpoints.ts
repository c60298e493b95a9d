import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Aim, type Chapter, type Figure, atMost } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Product } from '../ground/product';
import { tellOf } from '../progress';
import { percentile } from '../statistics';
import { spoken } from '../table';
import { REPORTS_PATH } from './intake';

const PER_SECOND = 50;
const ROUNDS = 6;
const ROUND_S = 6;
/** The product signs once a minute; here twice a second, so that the price shows. */
const EVERY_MS = 500;

/** Before counting, so that every pool has opened what it needs for less than this. */
const WARM_UP_PER_SECOND = 4 * PER_SECOND;
/** PostgreSQL counts a connection when it has had nothing to do for ten seconds, if not before. */
const COUNTED_AFTER_MS = 11_000;
const OPEN_WITHIN_MS = 60_000;

/** For 1,000 reports. One for each report would be 1,000, one for each signature 40. */
const oneMore: Aim = { says: '≤ floor + 1', isMet: (value, floor) => value <= floor + 1 };

const tell = tellOf('h');

interface Side {
  readonly api: Product;
  readonly databaseUrl: string;
}

/**
 * (h) What signing the journal's head costs those who write: the time from a report sent to its answer at 50 reports a second, with a worker that
 * signs beside, and with one that does not; and how many connections are opened meanwhile.
 */
export const checkpoints: Chapter = {
  letter: 'h',
  title: 'signed checkpoints',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signing = { CHECKPOINT_KEY: key, CHECKPOINT_FILE: join(ground.folder, 'checkpoints.jws'), CHECKPOINT_EVERY_MS: String(EVERY_MS) };
    const without = await started(ground, 'unsigned', {});
    const withThem = await started(ground, 'signed', signing);
    const caller = ground.partner('caller');
    const seconds = ground.pace.seconds(ROUND_S);
    const timed = ({ api: { origin, token } }: Side, perSecond = PER_SECOND): Promise<number[]> =>
      caller.ask<number[]>('timed', { origin, path: REPORTS_PATH, token, perSecond, seconds });
    for (const side of [without, withThem]) await timed(side, WARM_UP_PER_SECOND);
    const [floorBefore, valueBefore] = await opened(ground, [without, withThem]);
    const floors: number[] = [];
    const values: number[] = [];
    for (let round = 0; round < ground.pace.rounds(ROUNDS); round++) {
      // Whose turn comes first alternates: a machine that slows down or speeds up does it to both.
      const order = round % 2 === 0 ? [without, withThem] : [withThem, without];
      for (const side of order) (side === without ? floors : values).push(...(await timed(side)));
      tell(`p50 to the answer so far: unsigned ${spoken(percentile(floors, 50))} ms, signed ${spoken(percentile(values, 50))} ms`);
    }
    const inAThousand = (sessions: number, reports: number): number => (sessions * 1_000) / reports;
    const [floorAfter, valueAfter] = await opened(ground, [without, withThem]);
    const floor = inAThousand(floorAfter - floorBefore, floors.length);
    const value = inAThousand(valueAfter - valueBefore, values.length);
    const signed = await ground.databases.run<{ n: string }>(withThem.databaseUrl, 'SELECT count(*) AS n FROM journal_checkpoint');
    if (Number(signed[0]?.n) < ROUNDS) throw new Error('nothing was signed');
    await caller.stop();
    return [
      {
        name: 'h  report sent → answer with checkpoints, p50',
        value: percentile(values, 50),
        floor: percentile(floors, 50),
        unit: 'ms',
        aim: atMost(1.05),
      },
      { name: '   connections opened for 1,000 reports', value, floor, unit: '', aim: oneMore },
    ];
  },
};

async function started(ground: Ground, name: string, more: Readonly<Record<string, string>>): Promise<Side> {
  const databaseUrl = await ground.journals.copy(SHORT_JOURNAL, name);
  const api = await ground.api(databaseUrl);
  ground.worker(databaseUrl, more);
  await untilLanesAreOpen(ground, databaseUrl);
  return { api, databaseUrl };
}

/** A worker opens its lanes last; each listens on a connection of its own by its name. */
async function untilLanesAreOpen(ground: Ground, databaseUrl: string): Promise<void> {
  const deadline = performance.now() + OPEN_WITHIN_MS;
  while ((await lanesListened(ground, databaseUrl)) === 0) {
    if (performance.now() > deadline) throw new Error('the worker did not open its lanes within a minute');
    await delay(500);
  }
}

async function lanesListened({ databases }: Ground, databaseUrl: string): Promise<number> {
  const LISTENED = "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'lane-%'";
  const [row] = await databases.run<{ n: string }>(databaseUrl, LISTENED);
  return Number(row?.n);
}

/** How many connections were opened to the database of each until now. */
async function opened(ground: Ground, [floor, value]: readonly [Side, Side]): Promise<[floor: number, value: number]> {
  await delay(COUNTED_AFTER_MS);
  return [await ground.databases.openedTo(floor.databaseUrl), await ground.databases.openedTo(value.databaseUrl)];
}
