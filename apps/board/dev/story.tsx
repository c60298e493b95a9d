import '../src/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider, createBrowserRouter } from 'react-router';
import { type BoardState, emptyBoard, reduceAll } from '@bongsu/situation/contract';
import { Providers } from '../src/app/providers';
import { routes } from '../src/app/routes';
import { SessionProvider, useSession } from '../src/app/session';
import { startI18n } from '../src/i18n';
import { LiveContext } from '../src/live/live-context';
import { LiveStore, paintOnFrame } from '../src/live/live-store';
import { SignInPage } from '../src/pages/sign-in/sign-in-page';
import { playApi } from './fake-api';
import { entries, ago } from './situation.fixture';

const asked = new URLSearchParams(location.search);
const board = asked.has('empty') ? emptyBoard() : reduceAll(emptyBoard(), entries);
const store = new LiveStore<BoardState>(emptyBoard(), reduceAll, paintOnFrame);
if (!asked.has('loading')) {
  store.replace(board);
  store.setConnection(asked.has('offline') ? { phase: 'offline', since: ago(4) } : { phase: 'connected' });
}
playApi(board);

const router = createBrowserRouter(routes);

function Story() {
  const { user, loading } = useSession();
  if (user === null) return loading ? null : <SignInPage />;
  return (
    <LiveContext value={store}>
      <RouterProvider router={router} />
    </LiveContext>
  );
}

const root = document.getElementById('root');
if (root !== null)
  void startI18n().then(() =>
    createRoot(root).render(
      <StrictMode>
        <Providers>
          <SessionProvider>
            <Story />
          </SessionProvider>
        </Providers>
      </StrictMode>,
    ),
  );
