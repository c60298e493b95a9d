import { Injectable } from '@nestjs/common';
import { Admission } from '../http/admission/admission';
import type { Room } from '../http/admission/admission-class';

/** A third of the connections that a process has by default: reports and everything else keep the rest, whoever returns. */
export const FOLLOWS_AT_ONCE = 4;
const none = { intake: 0, write: 0, list: 0 } as const;
const room: Room = {
  inAll: FOLLOWS_AT_ONCE,
  places: { ...none, read: FOLLOWS_AT_ONCE },
  // A board waits 15 s for its answer; told before that, it asks again by itself.
  waitMs: { ...none, read: 10_000 },
  waiting: { ...none, read: 10_000 },
};

/** After a restart every board comes back at the same moment and asks for what it missed: so many are answered at once, the others in their turn. */
@Injectable()
export class FollowTurns {
  private readonly admission = new Admission(room);
  private readonly asking = new Set<string>();

  /** One at a time for each line, so that none takes the turns of others: the next one of a line that has no answer yet is told `asks-already`. */
  async take<T>(line: string, work: () => Promise<T>): Promise<T | 'too-late' | 'asks-already'> {
    if (this.asking.has(line)) return 'asks-already';
    this.asking.add(line);
    try {
      return await this.inTurn(work);
    } finally {
      this.asking.delete(line);
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T | 'too-late'> {
    if ((await this.admission.enter('read')) !== null) return 'too-late';
    try {
      return await work();
    } finally {
      this.admission.leave('read');
    }
  }
}
