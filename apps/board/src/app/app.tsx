import { useEffect } from 'react';
import { RouterProvider } from 'react-router';
import { ApiError } from '../api/problem';
import { currentLanguage } from '../i18n';
import { outboxDesk, useOutbox } from '../outbox/outbox-desk';
import { OfflineDesk } from '../text/offline-desk';
import { RefreshOnEntries } from '../data/refresh';
import { LiveProvider } from '../live/live-provider';
import { Failure } from '../parts/failure';
import { PageSkeleton } from '../parts/page-skeleton';
import { DuePage } from '../pages/account/due-page';
import { SignInPage } from '../pages/sign-in/sign-in-page';
import { router } from './router';
import { useSession } from './session';

/** While nobody can be asked who this is. */
const TRY_AGAIN_MS = 10_000;

export function App() {
  const { user, loading, failure, retry } = useSession();
  const outbox = useOutbox();
  const unreachable = user === null && failure instanceof ApiError && failure.unreachable;
  const ready = user !== null && user.due === null ? user : null;
  useEffect(() => {
    if (ready !== null) void outboxDesk.signedIn(ready);
    else if (unreachable) void outboxDesk.unreachable();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another person is another box
  }, [ready?.id, unreachable]);
  useEffect(() => {
    if (!unreachable) return undefined;
    const timer = setInterval(retry, TRY_AGAIN_MS);
    window.addEventListener('online', retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', retry);
    };
  }, [unreachable, retry]);
  if (user !== null && user.due !== null) return <DuePage due={user.due} />;
  if (user !== null) {
    return (
      <LiveProvider key={user.id}>
        <RefreshOnEntries />
        <RouterProvider router={router} />
      </LiveProvider>
    );
  }
  if (loading) return <PageSkeleton />;
  if (unreachable && outbox.isThere) return <OfflineDesk language={currentLanguage()} onRetry={retry} />;
  if (failure !== null) {
    return (
      <main style={{ maxWidth: 560, margin: '12vh auto', padding: 16 }}>
        <Failure error={failure} onRetry={retry} />
      </main>
    );
  }
  return <SignInPage />;
}
