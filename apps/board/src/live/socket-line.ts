import { type Socket, io } from 'socket.io-client';
import { CONDITION, type Condition, FOLLOW, FRAME, type Follow, type FollowAnswer, type Frame, LIVE_PATH } from '@bongsu/platform/contract';
import type { Line } from './follower';

const ANSWER_WITHIN_MS = 15_000;

/** socket.io on WebSocket only; it reconnects by itself, after 0.5 s to 15 s with jitter, so that a thousand boards do not return at once. */
const boardSocket = (): Socket =>
  io({
    path: LIVE_PATH,
    transports: ['websocket'],
    autoConnect: false,
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    randomizationFactor: 0.6,
    timeout: 10_000,
  });

export function socketLine(socket: Socket = boardSocket()): Line {
  let returning: ReturnType<typeof setTimeout> | undefined;
  /** Where socket.io leaves the return to us. Said before anybody is told, so that whoever then closes the line ends this too. */
  const returnAfter = (ms: number): void => {
    clearTimeout(returning);
    returning = setTimeout(() => socket.connect(), ms);
  };
  // The browser knows of a pulled cable at once, the heartbeat only after half a minute: closing the engine starts the return.
  const wentOffline = (): void => void socket.io.engine.close();

  return {
    follow: async (after) => {
      const ask: Follow = { after, scopes: [] };
      return (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck(FOLLOW, ask)) as FollowAnswer;
    },
    onUp: (handler) => void socket.on('connect', handler),
    onDown: (handler) => {
      // When the server itself closed the line (a slow reader, a shutdown) socket.io leaves it to us to return.
      socket.on('disconnect', (reason) => {
        const byServer = reason === 'io server disconnect';
        if (byServer) returnAfter(500 + Math.random() * 2_000);
        handler(byServer);
      });
      window.addEventListener('offline', wentOffline);
    },
    onFrame: (handler) => void socket.on(FRAME, (frame: Frame) => handler(frame)),
    onCondition: (handler) => void socket.on(CONDITION, (condition: Condition) => handler(condition)),
    onRefused: (handler) =>
      void socket.on('connect_error', (error) => {
        // After a refusal by a middleware socket.io does not try again by itself.
        if (!socket.active) returnAfter(2_000 + Math.random() * 4_000);
        // A refusing middleware sends its code as the message; a line that did not open has another one.
        handler(error.message);
      }),
    open: () => void socket.connect(),
    close: () => {
      clearTimeout(returning);
      window.removeEventListener('offline', wentOffline);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}
