import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../api/problem';
import { theme, tokensForLibrary } from '../theme/theme';
import { ShownZoneProvider } from '../time/shown-zone';
import { styleNonce } from './style-nonce';

const colorScheme = localStorageColorSchemeManager({ key: 'bongsu.theme' });

export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            // What the live line does not refresh is at most half a minute old.
            staleTime: 30_000,
            refetchOnWindowFocus: false,
            // An answer that was given will not change by asking again; only what did not arrive is asked once more.
            retry: (failures, error) => failures < 2 && error instanceof ApiError && error.unreachable,
          },
        },
      }),
  );
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokensForLibrary}
      defaultColorScheme="dark"
      colorSchemeManager={colorScheme}
      deduplicateInlineStyles
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <ShownZoneProvider>
          <Notifications position="bottom-right" limit={4} />
          {children}
        </ShownZoneProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
