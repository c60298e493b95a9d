import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LOOK_EVERY_MS = 20;

/** The lines that are open to a server, those too that became WebSockets, of which the server itself knows no more. */
export class OpenLines {
  private readonly open = new Set<Socket>();

  constructor(readonly server: Pick<Server, 'on' | 'closeIdleConnections'>) {
    const { open } = this;
    // One for all of them: there is one for each board, for as long as it is open.
    function closed(this: Socket): void {
      open.delete(this);
    }
    server.on('connection', (line) => {
      open.add(line);
      line.on('close', closed);
    });
  }

  cut(): void {
    for (const line of this.open) line.destroy();
  }
}

/**
 * Lets callers go while a server ends: each connection as soon as it waits for no answer, and after `withinMs` whatever is left. Without it a caller
 * who keeps her connection busy is served for ever, a board behind a dead line is waited for half a minute, and the server does not end. Answers how
 * to stop.
 */
export function letGo(lines: OpenLines, withinMs: number): () => void {
  const idle = setInterval(() => lines.server.closeIdleConnections(), LOOK_EVERY_MS);
  const rest = setTimeout(() => lines.cut(), withinMs);
  return () => {
    clearInterval(idle);
    clearTimeout(rest);
  };
}
