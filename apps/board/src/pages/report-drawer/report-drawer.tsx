import { Drawer, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { useReport } from '../../data/incidents';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { useOpenedReport } from './open-report';
import { ReportActs } from './report-acts';
import { ReportFacts } from './report-facts';

/** One report beside whatever page is open: what was said, how well it is known, and what can be done with it. */
export function ReportDrawer() {
  const { t } = useTranslation();
  const { reportId, close } = useOpenedReport();
  const narrow = useMediaQuery('(max-width: 700px)');
  const { data: report, error, refetch } = useReport(reportId);
  return (
    <Drawer
      opened={reportId !== null}
      onClose={close}
      position="right"
      size={narrow ? '100%' : 'lg'}
      title={t('report.drawer.title', { code: report?.code ?? '' })}
      closeButtonProps={{ 'aria-label': t('parts.close') }}
    >
      {reportId !== null && report === undefined && error === null && <PageSkeleton rows={4} />}
      {error instanceof ApiError && error.status < 500 && error.status >= 400 ? (
        <Text>{t('report.drawer.gone')}</Text>
      ) : (
        error !== null && <Failure error={error} onRetry={() => void refetch()} />
      )}
      {report !== undefined && (
        <>
          <ReportFacts report={report} />
          <ReportActs key={report.id} report={report} onDone={close} />
        </>
      )}
    </Drawer>
  );
}
