import type { Socket } from 'socket.io-client';
import { answerParent } from './answer-parent';
import { type BoardAddress, connectBoard } from './board-socket';

/** As many as connect at the same time, so that nobody waits for a handshake too long. */
const AT_ONCE = 25;

interface Group {
  readonly sockets: Socket[];
  delivered: number;
}

const groups = new Map<string, Group>();

/** Many boards in one process: they only count what they are told. */
answerParent({
  connect: async ({ group, count, ...address }: BoardAddress & { group: string; count: number }): Promise<number> => {
    const boards: Group = { sockets: [], delivered: 0 };
    groups.set(group, boards);
    while (boards.sockets.length < count) {
      const next = Math.min(AT_ONCE, count - boards.sockets.length);
      const connected = Array.from({ length: next }, () => connectBoard(address, ({ entries }) => (boards.delivered += entries.length)));
      boards.sockets.push(...(await Promise.all(connected)));
    }
    return boards.sockets.length;
  },
  /** Entries delivered to this group's boards so far, all boards together. */
  delivered: ({ group }: { group: string }): number => groups.get(group)?.delivered ?? 0,
  disconnect: ({ group }: { group: string }): void => {
    for (const socket of groups.get(group)?.sockets ?? []) socket.disconnect();
    groups.delete(group);
  },
});
