import { Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '../../app/not-found';
import { useMay } from '../../app/session';
import { type AccessQuestion, useAccessRecords } from '../../data/access-records';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import { AccessRecordsTable } from './access-records-table';
import { CopyTrace } from './copy-trace';

const ways = ['staff', 'account', 'report', 'export', 'reader'] as const;

/** For the privacy officer: who read one person's data, or what one reader has read. */
export function AccessReportPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [by, setBy] = useState<(typeof ways)[number]>('staff');
  const [id, setId] = useState('');
  const [asked, setAsked] = useState<AccessQuestion | null>(null);
  const records = useAccessRecords(asked);
  if (!may('access.personal-data.audit')) return <NotFound />;
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? [];
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    if (id.trim() !== '') setAsked({ by, id: id.trim() });
  };
  return (
    <Stack p="md" gap="md">
      <Title order={1} size="h3">
        {t('privacy.title')}
      </Title>
      <Text size="sm" c="dimmed" maw={640}>
        {t('privacy.intro')}
      </Text>
      <form onSubmit={ask}>
        <Group align="end">
          <SegmentedControl
            aria-label={t('privacy.by.label')}
            value={by}
            onChange={(value) => setBy(value)}
            data={ways.map((value) => ({ value, label: t(`privacy.by.${value}`) }))}
          />
          <TextInput
            label={t('privacy.id')}
            description={t(`privacy.idHint.${by}`)}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            w={360}
            autoComplete="off"
          />
          <Button type="submit">{t('privacy.ask')}</Button>
        </Group>
      </form>
      {records.isError && <Failure error={records.error} onRetry={() => void records.refetch()} />}
      {asked !== null && records.isPending && <PageSkeleton />}
      {records.isSuccess && rows.length === 0 && <Nothing title={t('privacy.empty')}>{t('privacy.emptyHint')}</Nothing>}
      {rows.length > 0 && (
        <Panel title={t('privacy.records')} count={rows.length} flush>
          <AccessRecordsTable rows={rows} />
        </Panel>
      )}
      {records.hasNextPage && (
        <Button variant="default" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {t('privacy.older')}
        </Button>
      )}
      <CopyTrace />
    </Stack>
  );
}
