import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** It could not be sent and is kept: said so plainly, because nobody has been told yet. */
export function Kept({ onAnother }: { onAnother: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack align="center" p="xl" gap="md" ta="center" role="status">
      <IconMailForward size={46} color="var(--warn)" aria-hidden />
      <Title order={1} size="h3">
        {t('outbox.kept.title')}
      </Title>
      <Text maw={460}>{t('outbox.kept.hint')}</Text>
      <Group justify="center">
        <Button onClick={onAnother} autoFocus>
          {t('outbox.kept.another')}
        </Button>
        <Button component={Link} to="/outbox" variant="default">
          {t('outbox.kept.look')}
        </Button>
      </Group>
    </Stack>
  );
}
