import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type AccessQuestion, useAccessRecords } from '../../data/access-records';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import { AccessQuestionForm, isWay } from './access-question';
import { AccessRecordsTable } from './access-records-table';
import { CopyTrace } from './copy-trace';

/** For the privacy officer: who read one person's data, or what one reader has read. What is asked stands in the address, so that one can go back. */
export function AccessReportPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = questionIn(params);
  const records = useAccessRecords(asked);
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack p="md" gap="md">
      <div>
        <Title order={1} size="h3">
          {t('privacy.title')}
        </Title>
        <Text size="sm" c="dimmed" maw={640}>
          {t('privacy.intro')}
        </Text>
      </div>
      <AccessQuestionForm asked={asked} onAsk={({ by, id }) => setParams({ by, id })} />
      {asked === null && <Nothing title={t('privacy.begin')}>{t('privacy.beginHint')}</Nothing>}
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

function questionIn(params: URLSearchParams): AccessQuestion | null {
  const [by, id] = [params.get('by'), params.get('id')];
  return isWay(by) && id !== null && id !== '' ? { by, id } : null;
}
