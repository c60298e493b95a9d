import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExportView } from '@bongsu/situation/contract';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { exportKeys, useTakeExport } from '../../data/exports';
import { paths } from '../../data/paths';
import { StateBadge, type Tone } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { ExportAbout } from '../../parts/export-about';
import { Moment } from '../../parts/moment';
import { tellFailure } from '../../parts/tell-failure';

const tones: Readonly<Record<ExportView['state'], Tone>> = {
  waiting: 'warn',
  refused: 'danger',
  withdrawn: 'quiet',
  lapsed: 'quiet',
  void: 'danger',
  preparing: 'strong',
  ready: 'good',
  failed: 'danger',
  gone: 'quiet',
};

/** One export: what it holds and why, how far it is, and what one may do with it now. */
export function ExportCard({ row }: { row: ExportView }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" component="article" aria-label={row.reference}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={6} flex="1 1 320px">
          <Group gap={8}>
            <Text fw={650} className="figures">
              {row.reference}
            </Text>
            <StateBadge tone={tones[row.state]}>{t(`exporting.state.${row.state}`)}</StateBadge>
            <StateBadge tone={row.content === 'personal' ? 'warn' : 'quiet'}>{t(`exporting.content.${row.content}`)}</StateBadge>
          </Group>
          <ExportAbout what={row} incident={row.incidentCode} />
          {row.refusal !== null && <Text size="sm">{t('exporting.refusal', { reason: row.refusal })}</Text>}
          {row.failure !== null && <Text size="sm">{t(`exporting.failure.${row.failure}`)}</Text>}
          <Text size="xs" c="dimmed">
            {t('exporting.askedAt')} <Moment at={row.orderedAt} />
            {row.readyAt !== null && row.total !== null && ` · ${t('exporting.rows', { count: row.total })}`}
            {row.readyAt !== null && ` · ${row.copies === 0 ? t('exporting.notYetCopied') : t('exporting.copies', { count: row.copies })}`}
          </Text>
        </Stack>
        <Acts row={row} />
      </Group>
    </Paper>
  );
}

function Acts({ row }: { row: ExportView }) {
  const { t } = useTranslation();
  const deed = useDeed([exportKeys.all, decisionKeys.proposals]);
  const take = useTakeExport();
  if (row.state === 'waiting' && row.proposalId !== null) {
    const { proposalId } = row;
    return (
      <Stack gap="xs" align="flex-end" ml="auto">
        {row.answerBy !== null && <Countdown dueAt={row.answerBy} />}
        <Button variant="default" loading={deed.pending} onClick={() => deed.do({ path: paths.decision(proposalId, 'withdraw') })}>
          {t('exporting.withdraw')}
        </Button>
      </Stack>
    );
  }
  if (row.state === 'preparing') {
    const said = row.total === null ? t('exporting.counting') : t('exporting.progress', { done: row.done, total: row.total });
    return (
      <Stack gap={6} w={220} ml="auto">
        <Text size="xs" c="dimmed" role="status">
          {said}
        </Text>
        <Progress value={row.total === null || row.total === 0 ? 0 : (row.done / row.total) * 100} animated aria-label={said} />
      </Stack>
    );
  }
  if (row.state !== 'ready') return null;
  const download = (): void =>
    take.mutate(row, {
      onSuccess: ({ mark }) =>
        notifications.show({ title: t('exporting.takenTitle', { mark }), message: t('exporting.takenHint'), autoClose: 12_000 }),
      onError: (error) => tellFailure(error, t, t('exporting.notTaken')),
    });
  return (
    <Stack gap="xs" align="flex-end" ml="auto">
      <Button
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={take.isPending}
        onClick={download}
        aria-label={t('exporting.downloadName', { reference: row.reference })}
      >
        {t('exporting.download')}
      </Button>
      {row.availableUntil !== null && (
        <Text size="xs" c="dimmed">
          {t('exporting.until')} <Moment at={row.availableUntil} />
        </Text>
      )}
    </Stack>
  );
}
