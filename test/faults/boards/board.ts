import { FOLLOW, FRAME, type Follow, type FollowAnswer, type Frame, LIVE_PATH, type LiveEntry } from '@bongsu/platform/contract';
import { type BoardState, emptyBoard } from '@bongsu/situation/contract';
import { type Socket, io } from 'socket.io-client';
import { type Snapshot, after } from './pictures';

/** How a board returns: socket.io's pause between two tries, doubled from the first to the longest, each more or less by `scatter`. */
export interface Return {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly scatter: number;
}

/** As the board in the browser does it: apps/board/src/live/socket-line.ts. */
export const asInTheBrowser: Return = { firstMs: 500, longestMs: 15_000, scatter: 0.6 };

/** Who looks. */
export interface Person {
  readonly who: string;
  readonly token: string;
}

export interface BoardDeps {
  readonly origin: string;
  readonly person: Person;
  readonly back: Return;
  readonly snapshot: (person: Person) => Promise<Snapshot>;
  /** Told of the entries of every frame as it comes. */
  readonly onFrame: (entries: readonly LiveEntry[]) => void;
}

const ANSWER_WITHIN_MS = 15_000;
const AGAIN_AFTER_MS = 500;

/**
 * A board without a screen, with the manners of the one in the browser: follows from its last good cursor, counts the frames, reduces the
 * entries, and begins again from its cursor whenever a frame is missing, the line breaks or the server says `snapshot`.
 */
export class Board {
  picture: BoardState = emptyBoard();
  /** Frames that were missing; lines lost; pictures taken whole; returns that were answered with what was missed. */
  readonly counted = { gaps: 0, cuts: 0, snapshots: 0, deltas: 0 };
  private cursor: string | null = null;
  private expected = 0;
  /** Numbers the attempts to follow; an answer to an older one is not acted on. */
  private attempt = 0;
  private readonly socket: Socket;

  constructor(private readonly deps: BoardDeps) {
    const { origin, person, back } = deps;
    this.socket = io(origin, {
      path: LIVE_PATH,
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: back.firstMs,
      reconnectionDelayMax: back.longestMs,
      randomizationFactor: back.scatter,
      timeout: 10_000,
      auth: { token: person.token },
    });
    this.socket.on('connect', () => this.follow());
    this.socket.on('disconnect', (reason) => this.lost(reason));
    this.socket.on('connect_error', () => this.refused());
    this.socket.on(FRAME, (frame: Frame) => this.take(frame));
  }

  /** Whether it has its picture and is told what is new. */
  get isFollowing(): boolean {
    return this.expected > 0;
  }

  get person(): Person {
    return this.deps.person;
  }

  open(): void {
    this.socket.connect();
  }

  close(): void {
    this.attempt += 1;
    this.expected = 0;
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private follow(): void {
    const attempt = ++this.attempt;
    this.expected = 0;
    const ask: Follow = { after: this.cursor, scopes: [] };
    // A callback and not a promise: the first frame may arrive with the answer, and must find it already taken.
    this.socket.timeout(ANSWER_WITHIN_MS).emit(FOLLOW, ask, (fault: Error | null, answer: FollowAnswer) => {
      if (attempt !== this.attempt) return;
      if (fault !== null || !answer.ok) return this.again(attempt);
      if (answer.mode === 'snapshot') return void this.takeSnapshot(attempt);
      this.append(answer.entries, answer.cursor);
      if (answer.more) return this.follow();
      this.counted.deltas += 1;
      this.expected = 1;
    });
  }

  private async takeSnapshot(attempt: number): Promise<void> {
    try {
      const { state, cursor } = await this.deps.snapshot(this.deps.person);
      if (attempt !== this.attempt) return;
      this.picture = state;
      this.cursor = cursor;
      this.counted.snapshots += 1;
      this.follow();
    } catch {
      this.again(attempt);
    }
  }

  private take(frame: Frame): void {
    // Frames of an earlier following are part of the answer that is on its way.
    if (this.expected === 0) return;
    if (frame.n !== this.expected) {
      this.counted.gaps += 1;
      this.follow();
      return;
    }
    this.expected += 1;
    this.deps.onFrame(frame.entries);
    this.append(frame.entries, frame.cursor);
  }

  private append(entries: readonly LiveEntry[], cursor: string): void {
    for (const entry of entries) this.picture = after(this.picture, entry);
    this.cursor = cursor;
  }

  private lost(reason: string): void {
    this.attempt += 1;
    this.expected = 0;
    this.counted.cuts += 1;
    // When the server itself closed the line, socket.io leaves it to us to come back.
    if (reason === 'io server disconnect') setTimeout(() => this.socket.connect(), AGAIN_AFTER_MS + Math.random() * 2_000);
  }

  /** After a refusal by the server's gate socket.io does not try again by itself. */
  private refused(): void {
    if (!this.socket.active) setTimeout(() => this.socket.connect(), 2_000 + Math.random() * 4_000);
  }

  private again(attempt: number): void {
    setTimeout(() => attempt === this.attempt && this.socket.connected && this.follow(), AGAIN_AFTER_MS);
  }
}
