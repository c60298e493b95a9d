import { RouterProvider } from 'react-router';
import { RefreshOnEntries } from '../data/refresh';
import { LiveProvider } from '../live/live-provider';
import { Failure } from '../parts/failure';
import { PageSkeleton } from '../parts/page-skeleton';
import { DuePage } from '../pages/account/due-page';
import { SignInPage } from '../pages/sign-in/sign-in-page';
import { router } from './router';
import { useSession } from './session';

export function App() {
  const { user, loading, failure, retry } = useSession();
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
  if (failure !== null) {
    return (
      <main style={{ maxWidth: 560, margin: '12vh auto', padding: 16 }}>
        <Failure error={failure} onRetry={retry} />
      </main>
    );
  }
  return <SignInPage />;
}
