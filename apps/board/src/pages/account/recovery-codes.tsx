import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../data/save-file';
import { CopyText } from '../../parts/copy-text';
import classes from './recovery-codes.module.css';

const FILE_NAME = 'bongsu-recovery-codes.txt';

/** New recovery codes, shown once, with the ways to take them along. */
export function RecoveryCodesOnce({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation();
  const text = [t('account.codes.title'), location.origin, '', ...codes, ''].join('\n');
  return (
    <Stack gap="md" maw={460} className={classes['sheet'] ?? ''}>
      <Title order={3} size="h5">
        {t('account.codes.title')}
      </Title>
      <Text size="sm">{t('account.codes.text')}</Text>
      <ul className={classes['codes']} aria-label={t('account.codes.title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="sm" className={classes['acts'] ?? ''}>
        <CopyText text={codes.join('\n')} />
        <Button variant="default" size="compact-sm" onClick={() => window.print()} leftSection={<IconPrinter size={14} />}>
          {t('account.codes.print')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => saveFile(FILE_NAME, new Blob([text], { type: 'text/plain' }))}
          leftSection={<IconDownload size={14} />}
        >
          {t('account.codes.download')}
        </Button>
      </Group>
      <Group className={classes['acts'] ?? ''}>
        <Button onClick={onKept}>{t('account.codes.kept')}</Button>
      </Group>
    </Stack>
  );
}
