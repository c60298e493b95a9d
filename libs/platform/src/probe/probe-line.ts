import { type Socket, io } from 'socket.io-client';
import { FOLLOW, FRAME, type FollowAnswer, type Frame, LIVE_PATH } from '../contract/live';

/** A board of the probe's own: a real line to the live feed, on which its beacons come in. */
export class ProbeLine {
  private readonly seen = new Set<string>();
  private hear: (() => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on(FRAME, ({ entries }: Frame) => {
      for (const { correlationId } of entries) this.seen.add(correlationId);
      this.hear?.();
    });
  }

  /** Connects and follows from a cursor on. Throws when the feed does not take it within the time. */
  static async open(origin: string, token: string, cursor: string, withinMs: number): Promise<ProbeLine> {
    const socket = io(origin, {
      path: LIVE_PATH,
      transports: ['websocket'],
      auth: { token },
      reconnection: false,
      forceNew: true,
      timeout: withinMs,
    });
    const line = new ProbeLine(socket);
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      const answer = (await socket.timeout(withinMs).emitWithAck(FOLLOW, { after: cursor, scopes: [] })) as FollowAnswer;
      if (!answer.ok || answer.mode !== 'entries') throw new Error('the live feed did not let the probe follow');
      return line;
    } catch (fault) {
      socket.disconnect();
      throw fault;
    }
  }

  /** Whether what was done under this correlation id came in a frame within the time. */
  async shows(correlationId: string, withinMs: number): Promise<boolean> {
    const late = AbortSignal.timeout(withinMs);
    while (!this.seen.has(correlationId) && !late.aborted)
      await new Promise<void>((resolve) => {
        this.hear = resolve;
        late.addEventListener('abort', () => resolve(), { once: true });
      });
    return this.seen.has(correlationId);
  }

  close(): void {
    this.socket.disconnect();
  }
}
