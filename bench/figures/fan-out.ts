import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { type Chapter, type Figure, atMost } from '../figure';
import type { Ground } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { cursorAtHead } from '../ground/product';
import type { BoardAddress } from '../processes/board-socket';
import { tellOf } from '../progress';
import { spoken } from '../table';
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
    const count = boardsThatFit();
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
    const crowd = new Crowd(Array.from({ length: CLIENT_PROCESSES }, () => ground.partner('boards')));
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
    await crowd.leave(['floor', 'ours']);
    await Promise.all([caller, bare.partner, ...crowd.processes].map((partner) => partner.stop()));
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

/** Boards in processes of their own. */
class Crowd {
  constructor(readonly processes: readonly Partner[]) {}

  async connect(group: string, count: number, address: BoardAddress): Promise<void> {
    await Promise.all(this.processes.map((boards) => boards.ask('connect', { ...address, group, count: count / this.processes.length })));
  }

  /** Microseconds of the server's CPU for each delivery while `drive` runs and until its last entry has arrived. */
  async costOf(group: string, server: Partner, expected: number, drive: () => Promise<unknown>): Promise<number> {
    await delay(500);
    const [before, deliveredBefore] = [await server.usage(), await this.delivered(group)];
    await drive();
    const deadline = performance.now() + 15_000;
    let delivered = (await this.delivered(group)) - deliveredBefore;
    while (delivered < expected && performance.now() < deadline) {
      await delay(50);
      delivered = (await this.delivered(group)) - deliveredBefore;
    }
    const { cpuMs } = await server.usage();
    if (delivered < expected) throw new Error(`${delivered} of ${expected} deliveries came to the boards`);
    return ((cpuMs - before.cpuMs) * 1_000) / delivered;
  }

  async leave(groups: readonly string[]): Promise<void> {
    await Promise.all(this.processes.flatMap((boards) => groups.map((group) => boards.ask('disconnect', { group }))));
  }

  private async delivered(group: string): Promise<number> {
    const counts = await Promise.all(this.processes.map((boards) => boards.ask<number>('delivered', { group })));
    return counts.reduce((sum, each) => sum + each, 0);
  }
}

/** Each process takes as many files as the shell that started us allows; a server needs one for each board. */
function boardsThatFit(): number {
  const limit = Number(spawnSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout);
  if (!Number.isFinite(limit) || limit > BOARDS + 200) return BOARDS;
  const fit = Math.floor((limit - 200) / (2 * CLIENT_PROCESSES)) * CLIENT_PROCESSES;
  tell(`only ${String(limit)} open files are allowed to a process here (ulimit -n): ${String(fit)} boards instead of ${String(BOARDS)}`);
  return fit;
}
