import { type Chapter, type Figure, atMost } from '../figure';
import type { Ground } from '../ground/ground';
import { cursorAtHead } from '../ground/product';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { Crowd, boardsThatFit } from './crowd';
import { REPORTS_PATH } from './intake';
import { takeTurns } from './rounds';
import { bareSockets, driving, frameFrom, watching } from './to-board';

const BOARDS = 1_000;
const CLIENT_PROCESSES = 2;
const PER_SECOND = 20;
const ROUNDS = 3;
const ROUND_S = 8;

const tell = tellOf('c');

/**
 * (c) Fan-out: 1,000 boards, 20 reports a second. CPU time of the whole server process for each entry delivered to a board, against bare socket.io
 * (`io.emit` of the same frame). Nothing is taken off: ours also takes in the reports, keeps, numbers and seals them, and follows the journal.
 */
export const fanOut: Chapter = {
  letter: 'c',
  title: 'fan-out',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const count = boardsThatFit(BOARDS, CLIENT_PROCESSES, tell);
    const { api } = await ground.installation();
    const cursor = await cursorAtHead(api);
    const caller = await watching(ground, { ...api, cursor });
    await caller.ask('drive', {
      origin: api.origin,
      path: REPORTS_PATH,
      token: api.token,
      perSecond: PER_SECOND,
      seconds: 1,
      watched: true,
    });
    const bare = await bareSockets(ground, await frameFrom(caller));
    const crowd = Crowd.of(ground, CLIENT_PROCESSES);
    tell(`connecting ${count} boards to each`);
    await crowd.connect('floor', count, { origin: bare.origin, token: null, cursor: null });
    await crowd.connect('ours', count, { origin: api.origin, token: api.token, cursor: await cursorAtHead(api) });
    const seconds = ground.pace.seconds(ROUND_S);
    const floorDrive = { origin: bare.origin, path: '/reports', token: null, perSecond: PER_SECOND };
    const oursDrive = { origin: api.origin, path: REPORTS_PATH, token: api.token, perSecond: PER_SECOND };
    await driving(caller, { ...floorDrive, seconds: 2 });
    await driving(caller, { ...oursDrive, seconds: 2 });
    const turns = await takeTurns(
      ground.pace.rounds(ROUNDS),
      () => crowd.costOf('floor', bare.partner, count * PER_SECOND * seconds, () => driving(caller, { ...floorDrive, seconds })),
      () => crowd.costOf('ours', api.partner, count * PER_SECOND * seconds, () => driving(caller, { ...oursDrive, seconds })),
      (floor, ours) => tell(`floor ${spoken(floor)} µs, ours ${spoken(ours)} µs per delivery`),
    );
    await crowd.leave('floor', 'ours');
    await Promise.all([caller, bare.partner, crowd].map((each) => each.stop()));
    return [
      {
        name: `c  fan-out to ${count.toLocaleString('en')} boards, ${PER_SECOND}/s, CPU per delivery`,
        value: turns.value,
        floor: turns.floor,
        unit: 'µs',
        aim: atMost(1.5),
      },
    ];
  },
};
