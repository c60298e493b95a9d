import { type Chapter, type Figure, atLeast } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { pressReports } from './intake';
import { takeTurns } from './rounds';

const LONG = 200_000;
const ROUNDS = 3;
const ROUND_S = 4;
const WARM_UP_S = 6;

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
    const longUrl = await ground.journals.copy(LONG, 'f_long', () => tell(`filling a journal with ${LONG.toLocaleString('en')} entries`));
    let copies = 0;
    const short = async (): Promise<number> => {
      const name = `f_short_${String(++copies)}`;
      const rate = await freshRound(ground, load, await ground.journals.copy(SHORT_JOURNAL, name));
      await ground.databases.drop(name);
      return rate;
    };
    const turns = await takeTurns(
      ground.pace.rounds(ROUNDS),
      short,
      () => freshRound(ground, load, longUrl),
      (floor, value) =>
        tell(`${spoken(floor)}/s with ${SHORT_JOURNAL.toLocaleString('en')} entries, ${spoken(value)}/s with ${LONG.toLocaleString('en')}`),
    );
    await load.stop();
    return [
      { name: 'f  POST /reports, 200,000 entries beside 1,000', value: turns.value, floor: turns.floor, unit: '/s', aim: atLeast(0.9) },
    ];
  },
};

async function freshRound(ground: Ground, load: Partner, url: string): Promise<number> {
  const api = await ground.api(url);
  await pressReports(load, api, ground.pace.seconds(WARM_UP_S));
  const { perSecond } = await pressReports(load, api, ground.pace.seconds(ROUND_S));
  await api.partner.stop();
  return perSecond;
}
