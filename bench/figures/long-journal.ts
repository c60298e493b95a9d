import { setTimeout as delay } from 'node:timers/promises';
import { type Chapter, type Figure, atLeast } from '../figure';
import type { Ground } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { fillJournal } from './fill-journal';
import { pressReports } from './intake';
import { takeTurns } from './rounds';

const SHORT = 1_000;
const LONG = 200_000;
const ROUNDS = 4;
const ROUND_S = 4;
const WARM_UP_S = 3;

const tell = tellOf('f');

/**
 * (f) Intake with 200,000 entries in the journal (and as many reports behind them) beside the same with 1,000. Each round is a fresh api, warmed up;
 * the short journal is a fresh copy each time, for it would not stay short otherwise.
 */
export const longJournal: Chapter = {
  letter: 'f',
  title: 'a long journal',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const load = ground.partner('load');
    for (const [name, entries] of [
      ['short_journal', SHORT],
      ['long_journal', LONG],
    ] as const)
      await makeJournal(ground, name, entries);
    const longUrl = await ground.databases.copyOf('long_journal', 'f_long');
    let copies = 0;
    const short = async (): Promise<number> => {
      const name = `f_short_${String(++copies)}`;
      const rate = await freshRound(ground, load, await ground.databases.copyOf('short_journal', name));
      await ground.databases.drop(name);
      return rate;
    };
    const turns = await takeTurns(
      ground.pace.rounds(ROUNDS),
      short,
      () => freshRound(ground, load, longUrl),
      (floor, value) =>
        tell(`${spoken(floor)}/s with ${SHORT.toLocaleString('en')} entries, ${spoken(value)}/s with ${LONG.toLocaleString('en')}`),
    );
    await load.stop();
    return [
      { name: 'f  POST /reports, 200,000 entries beside 1,000', value: turns.value, floor: turns.floor, unit: '/s', aim: atLeast(0.9) },
    ];
  },
};

async function makeJournal(ground: Ground, name: string, entries: number): Promise<void> {
  tell(`filling a journal with ${entries.toLocaleString('en')} entries`);
  const url = await ground.databases.world(name);
  await fillJournal(ground.databases, url, entries);
  // The api numbers and seals them, as it would have one by one.
  const api = await ground.api(url);
  for (;;) {
    const [row] = await ground.databases.run<{ left: string }>(url, 'SELECT count(*) AS left FROM journal_entry WHERE position IS NULL');
    if (Number(row?.left) === 0) break;
    await delay(200);
  }
  await api.partner.stop();
  await ground.databases.run(url, 'VACUUM (ANALYZE)', 'CHECKPOINT');
}

async function freshRound(ground: Ground, load: Partner, url: string): Promise<number> {
  const api = await ground.api(url);
  await pressReports(load, api, ground.pace.seconds(WARM_UP_S));
  const { perSecond } = await pressReports(load, api, ground.pace.seconds(ROUND_S));
  await api.partner.stop();
  return perSecond;
}
