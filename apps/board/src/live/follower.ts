import { type Condition, type FollowAnswer, type Frame, type LiveEntry, WELL } from '@bongsu/platform/contract';
import type { Instant } from '@bongsu/kernel';
import type { Connection } from './connection';

/** What the follower needs from a socket; socket.io's client is adapted to it, a test plays the server. */
export interface Line {
  /** Asks to be sent what follows; rejects when no answer came in time. */
  follow(after: string | null): Promise<FollowAnswer>;
  onUp(handler: () => void): void;
  /** `byServer`: the server ended it itself, because the view changed or a process goes, and will be asked again in a moment. */
  onDown(handler: (byServer: boolean) => void): void;
  onFrame(handler: (frame: Frame) => void): void;
  onCondition(handler: (condition: Condition) => void): void;
  /** The server refused the handshake with this code. */
  onRefused(handler: (code: string) => void): void;
  open(): void;
  close(): void;
}

export interface Followed<State> {
  append(entries: readonly LiveEntry[]): void;
  replace(state: State): void;
  /** There is no picture for this person any more. */
  clear(): void;
  setConnection(connection: Connection): void;
  setCondition(condition: Condition): void;
}

export interface FollowerDeps<State> {
  line: Line;
  picture: Followed<State>;
  fetchSnapshot(): Promise<{ cursor: string; state: State }>;
  now(): Instant;
  /** Waits before another attempt; the number of failed attempts so far is given. */
  pause(failures: number): Promise<void>;
  onSignedOut(): void;
  isSignedOut(cause: unknown): boolean;
  isForbidden(cause: unknown): boolean;
}

const SIGNED_OUT = 'access.not-signed-in';
const FORBIDDEN = 'access.forbidden';
/** Not now: nothing was missed, and the cursor still stands. */
const LATER: readonly string[] = ['platform.unavailable', 'platform.follow-unanswered'];

/**
 * Keeps the picture equal to the server's: follows from the last good cursor, counts the frames, and begins again from the
 * last good cursor whenever one is missing, the line breaks or the server says `snapshot`. It never needs a page reload.
 */
export class Follower<State> {
  private cursor: string | null = null;
  private expected = 0;
  /** Each attempt to follow has its own number; an answer to an older attempt is not acted on. */
  private attempt = 0;
  private stopped = false;
  private offlineSince: Instant | null = null;
  /** There is no right and nothing shown; it is not taken away again with each attempt. */
  private isCleared = false;

  constructor(private readonly deps: FollowerDeps<State>) {}

  start(): void {
    const { line } = this.deps;
    line.onUp(() => void this.catchUp());
    line.onDown((byServer) => this.lost(byServer));
    line.onFrame((frame) => this.take(frame));
    line.onCondition((condition) => this.deps.picture.setCondition(condition));
    line.onRefused((code) => this.refused(code));
    line.open();
  }

  stop(): void {
    this.stopped = true;
    this.attempt += 1;
    this.deps.line.close();
  }

  private async catchUp(failures = 0): Promise<void> {
    const attempt = ++this.attempt;
    this.expected = 0;
    if (this.cursor !== null) this.deps.picture.setConnection({ phase: 'catching-up' });
    try {
      while (attempt === this.attempt) {
        const answer = await this.deps.line.follow(this.cursor);
        if (attempt !== this.attempt) return;
        if (!answer.ok) {
          await this.refusedFollow(answer.code, failures);
          return;
        }
        if (answer.mode === 'snapshot') {
          const snapshot = await this.deps.fetchSnapshot();
          if (attempt !== this.attempt) return;
          this.deps.picture.replace(snapshot.state);
          this.cursor = snapshot.cursor;
          continue;
        }
        this.deps.picture.append(answer.entries);
        this.cursor = answer.cursor;
        if (answer.more) continue;
        this.expected = 1;
        this.offlineSince = null;
        this.isCleared = false;
        this.deps.picture.setConnection({ phase: 'connected' });
        return;
      }
    } catch (cause) {
      if (attempt === this.attempt) await this.retry(cause, failures);
    }
  }

  private take(frame: Frame): void {
    // Before the answer to `follow` the frames of an earlier following may still arrive: they are part of the answer.
    if (this.expected === 0) return;
    if (frame.n !== this.expected) {
      void this.catchUp();
      return;
    }
    this.expected += 1;
    this.deps.picture.append(frame.entries);
    this.cursor = frame.cursor;
  }

  private lost(byServer = false): void {
    this.attempt += 1;
    this.expected = 0;
    if (this.stopped) return;
    this.offlineSince ??= this.deps.now();
    // Whom the server cut is back in a second or two; that it cannot be reached is known when the return fails.
    const returning = byServer && this.cursor !== null;
    this.deps.picture.setConnection(returning ? { phase: 'catching-up' } : { phase: 'offline', since: this.offlineSince });
    // Whoever is cut off knows nothing of the rest; the next connection begins with how things stand.
    this.deps.picture.setCondition(WELL);
  }

  private refused(code: string): void {
    if (code === SIGNED_OUT) this.deps.onSignedOut();
    else this.lost();
  }

  private async refusedFollow(code: string, failures: number): Promise<void> {
    if (code === SIGNED_OUT) return this.deps.onSignedOut();
    if (code === FORBIDDEN && !this.isCleared) this.deps.picture.clear();
    this.isCleared = code === FORBIDDEN;
    // A cursor that the server no longer understands (another key, another database) starts from the snapshot.
    if (!LATER.includes(code)) this.cursor = null;
    await this.again(failures);
  }

  private async retry(cause: unknown, failures: number): Promise<void> {
    if (this.deps.isSignedOut(cause)) return this.deps.onSignedOut();
    if (this.deps.isForbidden(cause)) return this.refusedFollow(FORBIDDEN, failures);
    this.offlineSince ??= this.deps.now();
    this.deps.picture.setConnection({ phase: 'offline', since: this.offlineSince });
    await this.again(failures);
  }

  private async again(failures: number): Promise<void> {
    const attempt = this.attempt;
    await this.deps.pause(failures + 1);
    if (attempt === this.attempt && !this.stopped) await this.catchUp(failures + 1);
  }
}
