import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { NotFound } from '../../app/not-found';
import { useMay } from '../../app/session';
import { useExports } from '../../data/exports';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { ExportCard } from './export-card';
import { ExportModal } from './export-modal';

/** What one has asked for in files, and the way to ask for more. An incident or a mission leads here with itself filled in. */
export function ExportsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const [asking, ask] = useState(false);
  const preset = { incidentId: search.get('incident'), missionId: search.get('mission') };
  const isPreset = preset.incidentId !== null || preset.missionId !== null;
  const exports = useExports();
  if (!may('situation.export.propose')) return <NotFound />;
  const rows = exports.data?.pages.flatMap(({ items }) => items) ?? [];
  const close = (): void => {
    ask(false);
    if (isPreset) setSearch({}, { replace: true });
  };
  return (
    <Stack p="md" gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1} size="h3">
          {t('exporting.title')}
        </Title>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask(true)}>
          {t('exporting.ask')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" maw={640}>
        {t('exporting.intro')}
      </Text>
      {exports.isError && <Failure error={exports.error} onRetry={() => void exports.refetch()} />}
      {exports.isPending && <PageSkeleton />}
      {exports.isSuccess && rows.length === 0 && <Nothing title={t('exporting.none')}>{t('exporting.noneHint')}</Nothing>}
      {rows.length > 0 && (
        <Stack gap="sm" component="section" aria-label={t('exporting.list')}>
          {rows.map((row) => (
            <ExportCard key={row.id} row={row} />
          ))}
        </Stack>
      )}
      {exports.hasNextPage && (
        <Button variant="default" loading={exports.isFetchingNextPage} onClick={() => void exports.fetchNextPage()}>
          {t('privacy.older')}
        </Button>
      )}
      {(asking || isPreset) && <ExportModal preset={preset} onClose={close} />}
    </Stack>
  );
}
