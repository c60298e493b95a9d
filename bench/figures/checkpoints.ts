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

/** Pools open theirs when they are first needed, here and there. One for each report would be 1,000, one for each signature 40. */
const fewMore: Aim = { says: '≤ floor + 10', isMet: (value, floor) => value <= floor + 10 };

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
    const timed = ({ api: { origin, token } }: Side): Promise<number[]> =>
      caller.ask<number[]>('timed', { origin, path: REPORTS_PATH, token, perSecond: PER_SECOND, seconds });
    for (const side of [without, withThem]) await timed(side);
    const before = { floor: await opened(ground, without), value: await opened(ground, withThem) };
    const floors: number[] = [];
    const values: number[] = [];
    for (let round = 0; round < ground.pace.rounds(ROUNDS); round++) {
      // Whose turn comes first alternates: a machine that slows down or speeds up does it to both.
      const order = round % 2 === 0 ? [without, withThem] : [withThem, without];
      for (const side of order) (side === without ? floors : values).push(...(await timed(side)));
      tell(`p50 to the answer so far: unsigned ${spoken(percentile(floors, 50))} ms, signed ${spoken(percentile(values, 50))} ms`);
    }
    const inAThousand = (sessions: number, reports: number): number => (sessions * 1_000) / reports;
    const floor = inAThousand((await opened(ground, without)) - before.floor, floors.length);
    const value = inAThousand((await opened(ground, withThem)) - before.value, values.length);
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
      { name: '   connections opened for 1,000 reports', value, floor, unit: '', aim: fewMore },
    ];
  },
};

async function started(ground: Ground, name: string, more: Readonly<Record<string, string>>): Promise<Side> {
  const databaseUrl = await ground.journals.copy(SHORT_JOURNAL, name);
  const api = await ground.api(databaseUrl);
  ground.worker(databaseUrl, more);
  return { api, databaseUrl };
}

/** How many connections were opened to its database until now. */
async function opened(ground: Ground, { databaseUrl }: Side): Promise<number> {
  const [row] = await ground.databases.run<{ n: string }>(
    databaseUrl,
    'SELECT sessions AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(row?.n);
}
