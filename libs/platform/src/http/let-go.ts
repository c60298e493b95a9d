import type { Server } from 'node:http';

const LOOK_EVERY_MS = 20;

/**
 * Lets callers go while a server ends: each connection as soon as it waits for no answer, and after `withinMs` whatever is left. Without it a caller
 * who keeps her connection busy is served for ever, and the server never ends. Answers how to stop.
 */
export function letGo(server: Pick<Server, 'closeIdleConnections' | 'closeAllConnections'>, withinMs: number): () => void {
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  const rest = setTimeout(() => server.closeAllConnections(), withinMs);
  return () => {
    clearInterval(idle);
    clearTimeout(rest);
  };
}
