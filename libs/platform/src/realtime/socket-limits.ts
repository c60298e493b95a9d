import type { Server, Socket } from 'socket.io';
import type { Settings } from '../config/concerns';

const MINUTE_MS = 60_000;

/** What of a connection we look at, below socket.io: engine.io's own socket. */
interface Line {
  on(event: 'data' | 'close', hear: () => void): void;
  readonly readyState: 'opening' | 'open' | 'closing' | 'closed';
  readonly transport: { readonly socket?: { terminate(): void } };
  close(discard: boolean): void;
}

/** How much one board may say, and how many lines one account may hold open. A board says `follow` now and then, and otherwise listens. */
export class SocketLimits {
  private readonly open = new Map<string, number>();

  constructor(private readonly limits: Pick<Settings['limits'], 'SOCKET_MESSAGES_PER_MINUTE' | 'SOCKETS_PER_ACCOUNT'>) {}

  /** Cuts every line that says more than it may, also before it has said who it is. */
  watch(server: Pick<Server, 'engine'>): void {
    (server.engine as unknown as { on(event: 'connection', hear: (line: Line) => void): void }).on('connection', (line) =>
      this.count(line),
    );
  }

  /** False when the account has all the lines it may have, or the line has ended while it was found out whose it is: its end would not be heard again. */
  admits(accountId: string, socket: Pick<Socket, 'conn'>): boolean {
    const line = socket.conn as unknown as Line;
    if (line.readyState !== 'open') return false;
    const held = this.open.get(accountId) ?? 0;
    if (held >= this.limits.SOCKETS_PER_ACCOUNT) return false;
    this.open.set(accountId, held + 1);
    line.on('close', () => this.release(accountId));
    return true;
  }

  private release(accountId: string): void {
    const left = (this.open.get(accountId) ?? 1) - 1;
    if (left > 0) this.open.set(accountId, left);
    else this.open.delete(accountId);
  }

  private count(line: Line): void {
    let said = 0;
    let sinceMs = performance.now();
    line.on('data', () => {
      const nowMs = performance.now();
      if (nowMs - sinceMs > MINUTE_MS) {
        said = 0;
        sinceMs = nowMs;
      }
      said += 1;
      if (said > this.limits.SOCKET_MESSAGES_PER_MINUTE) cut(line);
    });
  }
}

/** At once: a closing handshake would let it go on speaking until it answers. */
function cut(line: Line): void {
  const { socket } = line.transport;
  if (socket === undefined) line.close(true);
  else socket.terminate();
}
