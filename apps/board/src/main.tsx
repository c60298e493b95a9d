import './styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { Providers } from './app/providers';
import { SessionProvider } from './app/session';
import { startI18n } from './i18n';
import { keepPages } from './offline/keep-pages';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

keepPages();
void startI18n().then(() =>
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <SessionProvider>
          <App />
        </SessionProvider>
      </Providers>
    </StrictMode>,
  ),
);
