import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { type Aim, type Chapter, type Figure, atMost } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Product } from '../ground/product';
import { tellOf } from '../progress';
import { percentile } from '../statistics';
import { spoken } from '../table';
import { REPORTS_PATH } from './intake';

const PER_SECOND = 50;
const ROUNDS = 10;
const ROUND_S = 6;
/** The product signs once a minute; here twice a second, so that the price shows. */
const EVERY_MS = 500;

/** Signing may hold one for itself, however many requests come. */
const oneMore: Aim = { says: '≤ floor + 1', isMet: (value, floor) => value <= floor + 1 };

const tell = tellOf('h');

interface Side {
  readonly api: Product;
  readonly databaseUrl: string;
}

/**
 * (h) What signing the journal's head costs those who write: the time from a report sent to its answer at 50 reports a second, with a worker that
 * signs beside, and with one that does not; and how many connections both processes hold.
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
    const timed = ({ api: { origin, token } }: Side): Promise<number[]> =>
      caller.ask<number[]>('timed', { origin, path: REPORTS_PATH, token, perSecond: PER_SECOND, seconds });
    for (const side of [without, withThem]) await timed(side);
    const floors: number[] = [];
    const values: number[] = [];
    for (let round = 0; round < ground.pace.rounds(ROUNDS); round++) {
      // Whose turn comes first alternates: a machine that slows down or speeds up does it to both.
      const order = round % 2 === 0 ? [without, withThem] : [withThem, without];
      for (const side of order) (side === without ? floors : values).push(...(await timed(side)));
      tell(`p50 to the answer so far: unsigned ${spoken(percentile(floors, 50))} ms, signed ${spoken(percentile(values, 50))} ms`);
    }
    const [floor, value] = [await connections(ground, without), await connections(ground, withThem)];
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
      { name: '   connections of api and worker after it', value, floor, unit: '', aim: oneMore },
    ];
  },
};

async function started(ground: Ground, name: string, more: Readonly<Record<string, string>>): Promise<Side> {
  const databaseUrl = await ground.journals.copy(SHORT_JOURNAL, name);
  const api = await ground.api(databaseUrl);
  ground.worker(databaseUrl, more);
  return { api, databaseUrl };
}

async function connections(ground: Ground, { databaseUrl }: Side): Promise<number> {
  const [row] = await ground.databases.run<{ n: string }>(
    databaseUrl,
    'SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  return Number(row?.n);
}
