import type { Chapter, Figure } from '../figure';
import type { Ground } from '../ground/ground';
import { ENTRIES_EACH } from '../ground/histories';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { takeTurns } from './rounds';

const INCIDENTS = 20_000;
const ROUNDS = 2;

const tell = tellOf('l');

/**
 * (l) How fast one follower reads a journal of 100,000 entries and reduces it to a board, and how fast the whole chain is verified, against reading the
 * same rows in pages with nothing but SELECT. Beside it: how fast the sequencer numbered and sealed them.
 */
export const following: Chapter = {
  letter: 'l',
  title: 'following the journal',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const incidents = ground.pace.size(INCIDENTS);
    const last = incidents * ENTRIES_EACH;
    const url = await ground.histories.copy(incidents, 'following', () => tell(`writing ${last.toLocaleString('en')} entries`));
    const follower = ground.partner('follow');
    await follower.ask('start', { url, cursorKey: ground.cursorKey });
    const read = (): Promise<number> => follower.ask<number>('read', { last });
    await read();
    const followed = await takeTurns(
      ground.pace.rounds(ROUNDS),
      read,
      () => follower.ask<number>('follow', { last }),
      (floor, ours) => tell(`SELECT ${spoken(floor)}/s, followed ${spoken(ours)}/s`),
    );
    const verified = await takeTurns(
      ground.pace.rounds(ROUNDS),
      read,
      () => follower.ask<number>('verify'),
      (floor, ours) => tell(`SELECT ${spoken(floor)}/s, verified ${spoken(ours)}/s`),
    );
    await follower.ask('stop');
    await follower.stop();
    return [
      { name: 'l  entries read and reduced by one follower', ...followed, unit: '/s', aim: null },
      { name: '   entries verified (verify-journal)', ...verified, unit: '/s', aim: null },
      {
        name: '   entries numbered and sealed',
        value: await ground.histories.sealedPerSecond(incidents),
        floor: null,
        unit: '/s',
        aim: null,
      },
    ];
  },
};
