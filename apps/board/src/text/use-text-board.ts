import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountView } from '@bongsu/access/contract';
import { get } from '../api/client';
import { ApiError } from '../api/problem';
import { outboxDesk } from '../outbox/outbox-desk';
import { NOTHING_READ, type Read, readBoard } from './text-board-feed';

const READ_EVERY_MS = 60_000;
/** While nothing can be reached: soon enough to notice, seldom enough for a line that is paid by the byte. */
const TRY_EVERY_MS = 15_000;
const AFTER_A_DEED_MS = 700;
const TIMES_AFTER_A_DEED = 4;

export type Who =
  | { readonly is: 'unknown' }
  | { readonly is: 'nobody' }
  | { readonly is: 'unreachable' }
  | { readonly is: 'here'; readonly user: AccountView };

/** Who is here and what the board says, read anew by itself. The board is asked for first: it is what one came for. */
export function useTextBoard() {
  const [who, setWho] = useState<Who>({ is: 'unknown' });
  const [read, setRead] = useState<Read>(NOTHING_READ);
  const [busy, setBusy] = useState(false);
  const latest = useRef(read);

  const readAnew = useCallback(async (): Promise<void> => {
    setBusy(true);
    try {
      const asking = readBoard(latest.current);
      const user = get<AccountView>('/me');
      user.catch(() => undefined);
      latest.current = await asking;
      setRead(latest.current);
      if (!latest.current.isReached) {
        setWho((before) => (before.is === 'unknown' ? { is: 'unreachable' } : before));
        return;
      }
      setWho({ is: 'here', user: await user });
    } catch (cause) {
      if (cause instanceof ApiError && cause.unauthenticated) setWho({ is: 'nobody' });
      else setWho((before) => (before.is === 'unknown' ? { is: 'unreachable' } : before));
    } finally {
      setBusy(false);
    }
  }, []);

  /** After a deed of one's own: what it did reaches the board a moment later. */
  const readWhatWasDone = useCallback(async (): Promise<void> => {
    const { etag } = latest.current;
    for (let time = 0; time < TIMES_AFTER_A_DEED; time++) {
      await new Promise((resume) => setTimeout(resume, AFTER_A_DEED_MS));
      await readAnew();
      if (latest.current.etag !== etag) return;
    }
  }, [readAnew]);

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what it sets is what the server says, a way to it and back later
    void readAnew();
    const again = (): void => void readAnew();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [readAnew]);
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (!document.hidden) void readAnew();
      },
      read.isReached ? READ_EVERY_MS : TRY_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [readAnew, read.isReached]);

  const accountId = who.is === 'here' ? who.user.id : null;
  useEffect(() => {
    if (who.is === 'here') void outboxDesk.signedIn(who.user);
    else if (who.is === 'unreachable') void outboxDesk.unreachable();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another person is another box
  }, [accountId, who.is]);

  return {
    who,
    read,
    busy,
    readAnew,
    readWhatWasDone,
    signedIn: (user: AccountView) => (setWho({ is: 'here', user }), void readAnew()),
    left: () => setWho({ is: 'nobody' }),
  };
}
