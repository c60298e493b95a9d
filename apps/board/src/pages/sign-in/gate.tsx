import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../app/shell/preferences';
import classes from './sign-in.module.css';

/** The frame around everything that stands before the board. */
export function Gate({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const { t } = useTranslation();
  const { switchLanguage } = usePreferences();
  return (
    <main className={classes['page']}>
      <Paper withBorder p="xl" radius="lg" w="100%" maw={wide ? 520 : 400} className={classes['card']}>
        <Stack gap="md">
          <div className={classes['brand']}>
            <img src="/beacon.svg" alt="" width={44} height={44} />
            <div>
              <Title order={1} size="h2">
                {t('shell.product')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('shell.tagline')}
              </Text>
            </div>
          </div>
          {children}
        </Stack>
      </Paper>
      <Button variant="subtle" color="gray" mt="md" size="compact-sm" onClick={switchLanguage}>
        {t('shell.language.switch')}
      </Button>
    </main>
  );
}
