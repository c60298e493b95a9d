import { type Socket, io } from 'socket.io-client';
import type { FollowAnswer, Frame } from '@bongsu/platform/contract';

/** Where a board connects; a bare server has neither sessions nor cursors. */
export interface BoardAddress {
  readonly origin: string;
  readonly token: string | null;
  readonly cursor: string | null;
}

/** Connects one board and, in the product, follows from the cursor. Resolves when it is told of new entries from here on. */
export async function connectBoard({ origin, token, cursor }: BoardAddress, onFrame: (frame: Frame) => void): Promise<Socket> {
  const socket = io(origin, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: token === null ? {} : { token },
  });
  socket.on('frame', onFrame);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  if (cursor === null) return socket;
  const answer = (await socket.timeout(20_000).emitWithAck('follow', { after: cursor })) as FollowAnswer;
  if (!answer.ok || answer.mode !== 'entries') throw new Error(`follow was answered ${JSON.stringify(answer)}`);
  return socket;
}
