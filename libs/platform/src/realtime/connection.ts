import type { Socket } from 'socket.io';
import { FRAME } from '../contract/live';
import type { Visibility } from '../security/visibility';
import { textFrame } from './text-frame';
import type { Listener, SharedBatch } from './live-feed';

/** The engine's connection with the option by which socket.io itself sends one frame to many; its types leave it out. */
interface ReadyLine {
  send(message: string, options: { readonly wsPreEncodedFrame: readonly Buffer[] }): void;
}

/** A reader that lets this much pile up is cut: it will come back and catch up, and nobody else waits for it. */
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/**
 * One board's connection: numbers its frames, holds them back while it catches up, and is cut when it reads too slowly.
 *
 * A frame goes out as a ready socket.io packet (`2["frame",{…}]`, Socket.IO protocol 5), in a ready frame of the WebSocket: what all boards are
 * told is encoded once, and only the connection's own number stands before it.
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

  /** Bytes that it has not read yet. */
  get waiting(): number {
    const { transport } = this.socket.conn as unknown as { transport?: { socket?: { bufferedAmount?: number } } };
    return this.waitingBytes + (transport?.socket?.bufferedAmount ?? 0);
  }

  cut(): void {
    this.onSlow();
  }

  comeAgain(): void {
    this.socket.disconnect(true);
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
    if (this.waiting > MAX_PENDING_BYTES) {
      this.onSlow();
      return;
    }
    this.n += 1;
    const tail = batch.tail();
    this.waitingBytes += tail.length;
    const own = `2["${FRAME}",{"n":${this.n},`;
    // "4" is a message in Engine.IO. The text is for a transport that takes no ready frame, such as one that compresses.
    this.line.send(`${own}${batch.json}}]`, { wsPreEncodedFrame: textFrame(`4${own}`, tail) });
  }

  private get line(): ReadyLine {
    return this.socket.conn as unknown as ReadyLine;
  }
}
