import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Stack align="center" justify="center" p="xl" mih={300} ta="center">
      <Title order={1} size="h4">
        {t('shell.notFound.title')}
      </Title>
      <Text c="dimmed">{t('shell.notFound.text')}</Text>
      <Button component={Link} to="/">
        {t('shell.notFound.home')}
      </Button>
    </Stack>
  );
}
