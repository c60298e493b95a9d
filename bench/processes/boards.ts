import type { Socket } from 'socket.io-client';
import type { Frame } from '@bongsu/platform/contract';
import { answerParent } from './answer-parent';
import { type BoardAddress, connectBoard } from './board-socket';
import { monotonicMs } from './monotonic';

/** As many as connect at the same time, so that nobody waits for a handshake too long. */
const AT_ONCE = 25;

interface Group {
  readonly sockets: Socket[];
  delivered: number;
  /** Frames that did not follow on the one before. */
  gaps: number;
  /** When each subject's first entry came to each board, on {@link monotonicMs}; null while nobody asked for it. */
  arrivals: Map<string, number[]> | null;
}

const groups = new Map<string, Group>();

/** Many boards in one process: they count what they are told and, when asked, note when. */
answerParent({
  /** Connects so many more boards of a group. */
  connect: async ({ group, count, ...address }: BoardAddress & { group: string; count: number }): Promise<number> => {
    const boards = groups.get(group) ?? { sockets: [], delivered: 0, gaps: 0, arrivals: null };
    groups.set(group, boards);
    const until = boards.sockets.length + count;
    while (boards.sockets.length < until) {
      const next = Math.min(AT_ONCE, until - boards.sockets.length);
      const connected = Array.from({ length: next }, () => connectBoard(address, counting(boards, address.cursor !== null)));
      boards.sockets.push(...(await Promise.all(connected)));
    }
    return boards.sockets.length;
  },
  /** Entries delivered to this group's boards so far, all boards together. */
  delivered: ({ group }: { group: string }): number => groups.get(group)?.delivered ?? 0,
  /** From here on it is noted when each entry came. */
  note: ({ group }: { group: string }): void => {
    const boards = groups.get(group);
    if (boards !== undefined) boards.arrivals = new Map();
  },
  noted: ({ group }: { group: string }): Noted => {
    const boards = groups.get(group);
    return { arrivals: [...(boards?.arrivals ?? [])], gaps: boards?.gaps ?? 0 };
  },
  disconnect: ({ group }: { group: string }): void => {
    for (const socket of groups.get(group)?.sockets ?? []) socket.disconnect();
    groups.delete(group);
  },
});

/** What a group of boards noted: per subject when it came to each board. */
export interface Noted {
  readonly arrivals: readonly (readonly [subject: string, ms: readonly number[]])[];
  readonly gaps: number;
}

/** A bare server's frames are all the same one and cannot be counted. */
function counting(boards: Group, isNumbered: boolean): (frame: Frame) => void {
  let last: number | null = null;
  return ({ n, entries }) => {
    boards.delivered += entries.length;
    if (isNumbered && last !== null && n !== last + 1) boards.gaps += 1;
    last = n;
    if (boards.arrivals === null) return;
    const now = monotonicMs();
    for (const { subject } of entries) {
      const known = boards.arrivals.get(subject.id);
      if (known === undefined) boards.arrivals.set(subject.id, [now]);
      else known.push(now);
    }
  };
}
