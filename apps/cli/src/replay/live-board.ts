import { z } from 'zod';
import { FOLLOW, FRAME, type Follow, type FollowAnswer, type Frame, LIVE_PATH, type LiveEntry } from '@bongsu/platform/contract';
import { type BoardState, emptyBoard, reduceAll } from '@bongsu/situation/contract';
import { type Socket, io } from 'socket.io-client';
import type { Caller } from './caller';
import type { Patience } from './patience';

const answerWithinMs = 10_000;

/** GET /board/snapshot. The state is the server's own reduction of the same contract, so it is taken as it comes. */
export const snapshotSchema = z.object({
  cursor: z.string(),
  state: z.custom<BoardState>((value) => typeof value === 'object' && value !== null),
});

/**
 * An operator's board without a screen: follows the live socket, counts the frames, reduces the entries, and begins again from its last
 * good cursor whenever a frame is missing or the line was cut. What it shows must equal a fresh snapshot.
 */
export class LiveBoard {
  state: BoardState = emptyBoard();
  /** How often the line was lost, and how many entries came. */
  readonly counted = { interruptions: 0, entries: 0 };
  private cursor: string | null = null;
  private nextFrame = 0;
  /** Numbers the attempts to follow; an answer to an older one is not acted on. */
  private attempt = 0;
  private readonly socket: Socket;
  private readonly watchers = new Set<() => void>();
  private stopped = false;

  constructor(
    api: string,
    private readonly operator: Caller,
    private readonly patience: Patience,
  ) {
    this.socket = io(api, {
      path: LIVE_PATH,
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 2_000,
      // Signing in waits for an api that is away, so a lost line asks for its token anew each time.
      auth: (give) =>
        void operator.bearer().then(
          (token) => give({ token }),
          () => give({}),
        ),
    });
    this.socket.on('connect', () => this.follow());
    this.socket.on('disconnect', (reason) => this.lost(reason));
    this.socket.on('connect_error', (error) => this.refused(error.message));
    this.socket.on(FRAME, (frame: Frame) => this.take(frame));
  }

  /** Resolves when the first picture is there. */
  async open(): Promise<void> {
    this.socket.connect();
    await this.until('the live board', () => this.nextFrame > 0);
  }

  close(): void {
    this.stopped = true;
    this.attempt += 1;
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  /** Cuts the line as a pulled cable would; nothing is followed until {@link reconnect}. */
  cut(): void {
    this.socket.disconnect();
  }

  reconnect(): void {
    this.socket.connect();
  }

  /** Waits until the board shows what `look` is after. Throws when that takes longer than patience lasts. */
  until<T>(what: string, look: (state: BoardState) => T): Promise<NonNullable<Exclude<T, false>>> {
    return new Promise((resolve, reject) => {
      const slow = setTimeout(() => this.patience.onTrouble(`waiting for ${what}`), Math.min(10_000, this.patience.withinMs / 2));
      const giveUp = setTimeout(
        () => end(() => reject(new Error(`The board never showed ${what} (waited ${Math.round(this.patience.withinMs / 1_000)} s).`))),
        this.patience.withinMs,
      );
      const end = (settle: () => void): void => {
        clearTimeout(slow);
        clearTimeout(giveUp);
        this.watchers.delete(watcher);
        settle();
      };
      const watcher = (): void => {
        const seen = look(this.state);
        if (seen !== undefined && seen !== null && seen !== false) end(() => resolve(seen as NonNullable<Exclude<T, false>>));
      };
      this.watchers.add(watcher);
      watcher();
    });
  }

  private follow(): void {
    const attempt = ++this.attempt;
    this.nextFrame = 0;
    const ask: Follow = { after: this.cursor, scopes: [] };
    // A callback and not a promise: the first frame may arrive with the answer, and must find it already taken.
    this.socket.timeout(answerWithinMs).emit(FOLLOW, ask, (fault: Error | null, answer: FollowAnswer) => {
      if (attempt !== this.attempt) return;
      if (fault !== null || !answer.ok) return this.beginAgain();
      if (answer.mode === 'snapshot') return void this.takeSnapshot(attempt);
      this.append(answer.entries, answer.cursor);
      if (answer.more) return this.follow();
      this.nextFrame = 1;
      this.tell();
    });
  }

  private async takeSnapshot(attempt: number): Promise<void> {
    try {
      const snapshot = await this.operator.get('/board/snapshot', snapshotSchema);
      if (attempt !== this.attempt) return;
      this.state = snapshot.state;
      this.cursor = snapshot.cursor;
      this.follow();
    } catch {
      if (attempt === this.attempt) this.beginAgain();
    }
  }

  private take(frame: Frame): void {
    if (this.nextFrame === 0) return;
    if (frame.n !== this.nextFrame) return this.follow();
    this.nextFrame += 1;
    this.append(frame.entries, frame.cursor);
    this.tell();
  }

  private append(entries: readonly LiveEntry[], cursor: string): void {
    this.counted.entries += entries.length;
    this.state = reduceAll(this.state, entries);
    this.cursor = cursor;
  }

  private lost(reason: string): void {
    this.attempt += 1;
    this.nextFrame = 0;
    this.counted.interruptions += 1;
    // When the server itself closed the line, socket.io leaves it to us to come back.
    if (reason === 'io server disconnect') this.beginAgain();
  }

  private refused(code: string): void {
    if (code === 'access.not-signed-in') this.operator.forget();
    // After a refusal by the server's gate socket.io does not try again by itself.
    if (!this.socket.active) this.beginAgain();
  }

  private beginAgain(): void {
    const { attempt } = this;
    setTimeout(() => {
      if (this.stopped || attempt !== this.attempt) return;
      if (this.socket.connected) this.follow();
      else this.socket.connect();
    }, 500);
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}
