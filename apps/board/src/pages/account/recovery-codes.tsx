import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OnceShown } from './once-shown';

export function RecoveryCodesOnce({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" maw={460}>
      <Title order={3} size="h5">
        {t('account.codes.title')}
      </Title>
      <Text size="sm">{t('account.codes.text')}</Text>
      <OnceShown text={codes.join('\n')} label={t('account.codes.title')} />
      <Group>
        <Button onClick={onKept}>{t('account.codes.kept')}</Button>
      </Group>
    </Stack>
  );
}
