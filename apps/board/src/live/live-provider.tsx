import { type ReactNode, useEffect, useState } from 'react';
import { type BoardState, emptyBoard, reduceAll } from '@bongsu/situation/contract';
import { get } from '../api/client';
import { ApiError } from '../api/problem';
import { serverNow } from '../api/server-time';
import { useMay, useSession } from '../app/session';
import { Follower } from './follower';
import { type BoardStore, LiveContext } from './live-context';
import { LiveStore, paintOnFrame } from './live-store';
import { socketLine } from './socket-line';

/**
 * The live picture for everything below; it is begun anew for each signed-in person, so that nobody sees another's. Whoever may see no board
 * (the privacy officer) has none, and the server would refuse her the line; who may not any more keeps nothing of hers.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { sessionEnded } = useSession();
  const [store] = useState<BoardStore>(() => new LiveStore<BoardState>(emptyBoard(), reduceAll, paintOnFrame));

  const mayFollow = useMay()('situation.read');

  useEffect(() => {
    if (!mayFollow) return undefined;
    const follower = new Follower<BoardState>({
      line: socketLine(),
      picture: store,
      fetchSnapshot: () => get<{ cursor: string; state: BoardState }>('/board/snapshot'),
      now: serverNow,
      pause: (failures) => new Promise((resume) => setTimeout(resume, Math.min(15_000, 500 * 2 ** failures) * (0.5 + Math.random()))),
      onSignedOut: sessionEnded,
      isSignedOut: (cause) => cause instanceof ApiError && cause.unauthenticated,
      isForbidden: (cause) => cause instanceof ApiError && cause.status === 403,
    });
    follower.start();
    return () => {
      follower.stop();
      store.clear();
    };
  }, [store, sessionEnded, mayFollow]);

  return <LiveContext value={store}>{children}</LiveContext>;
}
