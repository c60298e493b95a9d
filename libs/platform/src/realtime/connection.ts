import type { Socket } from 'socket.io';
import { FRAME } from '../contract/live';
import type { Visibility } from '../security/visibility';
import type { Listener, SharedBatch } from './live-feed';

/** A reader that lets this much pile up is cut: it will come back and catch up, and nobody else waits for it. */
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/**
 * One board's connection: numbers its frames, holds them back while it catches up, and is cut when it reads too slowly.
 *
 * A frame goes out as a ready socket.io packet (`2["frame",{…}]`, Socket.IO protocol 5): the shared JSON is joined with the
 * connection's own number instead of being encoded once per board.
 */
export class LiveConnection implements Listener {
  private n = 0;
  private held: SharedBatch[] | null = [];
  /** What waits in the engine's own buffer: it has no bound, and is handed on only when the transport has sent what it had. */
  private waitingBytes = 0;
  private readonly handedOn = (): void => void (this.waitingBytes = 0);

  constructor(
    private readonly socket: Socket,
    readonly visibility: Visibility,
    readonly scopes: readonly string[] | null,
    readonly view: string,
    /** Entries up to here are in the answer to `follow`. */
    private from: number,
    private readonly onSlow: () => void,
  ) {
    socket.conn.on('drain', this.handedOn);
  }

  /** Nothing is sent to it any more. */
  end(): void {
    this.socket.conn.off('drain', this.handedOn);
  }

  /** The answer to `follow` is on its way: what was held back follows it. */
  release(from: number): void {
    this.from = from;
    const held = this.held ?? [];
    this.held = null;
    for (const batch of held) this.take(batch);
  }

  take(batch: SharedBatch): void {
    if (this.held !== null) {
      this.held.push(batch);
      return;
    }
    if (batch.json === null || batch.until <= this.from) return;
    if (this.isSlow()) {
      this.onSlow();
      return;
    }
    this.n += 1;
    this.waitingBytes += batch.json.length;
    this.socket.conn.send(`2["${FRAME}",{"n":${this.n},${batch.json}}]`);
  }

  private isSlow(): boolean {
    const { transport } = this.socket.conn as unknown as { transport?: { socket?: { bufferedAmount?: number } } };
    return this.waitingBytes + (transport?.socket?.bufferedAmount ?? 0) > MAX_PENDING_BYTES;
  }
}
