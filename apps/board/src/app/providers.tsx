import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { newQueryClient } from '../data/query-client';
import { theme, tokensForLibrary } from '../theme/theme';
import { ShownZoneProvider } from '../time/shown-zone';
import { styleNonce } from './style-nonce';

const colorScheme = localStorageColorSchemeManager({ key: 'bongsu.theme' });

export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(newQueryClient);
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
