import { Anchor, Button, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail, ReportView } from '@bongsu/incidents/contract';
import type { BoardProposal } from '@bongsu/situation/contract';
import { useDeed } from '../../data/deed';
import { useIncidentReports } from '../../data/incidents';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { useLive } from '../../live/live-context';
import { EvidenceBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import { ReasonModal } from '../../parts/reason-modal';
import { SealSign } from '../../parts/seal-badge';
import { useOpenReport } from '../report-drawer/open-report';
import classes from './incident.module.css';
import { ProposalRow } from './proposal-row';

/** What was said about this incident, with its evidence grade; below it what may belong here too. */
export function ReportsPanel({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  const { data, error, refetch, isPending } = useIncidentReports(incident.id);
  const proposals = useLive((view) => view.state.proposals);
  const likely = useMemo<BoardProposal[]>(
    () => Object.values(proposals).filter(({ incidentId }) => incidentId === incident.id),
    [proposals, incident.id],
  );
  const mayLink = incident.permittedActs.includes('link-report');
  return (
    <Panel title={t('incident.reports.title')} count={data?.length} flush>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {isPending && error === null && <PageSkeleton rows={2} />}
      {data?.length === 0 && likely.length === 0 && <Nothing title={t('incident.reports.none')}>{t('incident.reports.noneHint')}</Nothing>}
      {data?.map((report) => (
        <LinkedReport key={report.id} incident={incident} report={report} mayUnlink={mayLink} />
      ))}
      {likely.length > 0 && (
        <div className={classes['newTask']}>
          <Text size="sm" fw={650}>
            {t('incident.reports.likely')}
          </Text>
          <Text size="xs" c="dimmed" mb={6}>
            {t('incident.reports.likelyHint')}
          </Text>
          {likely.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} mayDecide={mayLink} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function LinkedReport({ incident, report, mayUnlink }: { incident: IncidentDetail; report: ReportView; mayUnlink: boolean }) {
  const { t } = useTranslation();
  const open = useOpenReport();
  const [unlinking, setUnlinking] = useState(false);
  const deed = useDeed([keys.incident(incident.id), ['reports']], { quiet: true });
  return (
    <article className={classes['report']}>
      <div className={classes['reportHead']}>
        <UrgencyBadge urgency={report.urgency} short />
        <span className={`${classes['code'] ?? ''} figures`}>{report.code}</span>
        <SealSign incidentId={incident.id} short />
        <EvidenceBadge grade={report.evidenceGrade} />
        {report.correctedByReportId !== null && <StateBadge tone="warn">{t('incident.reports.corrected')}</StateBadge>}
        {report.correctsReportId !== null && <StateBadge>{t('incident.reports.corrects')}</StateBadge>}
        <span className={classes['spring']} />
        <Anchor component="button" type="button" size="sm" onClick={() => open(report.id)}>
          {t('incident.reports.open')}
        </Anchor>
        {mayUnlink && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setUnlinking(true)}>
            {t('incident.reports.unlink')}
          </Button>
        )}
      </div>
      <p className={classes['summary']}>{report.summary}</p>
      <div className={classes['meta']}>
        <span>{t(`vocabulary.channel.${report.channel}`)}</span>
        {report.place.text !== null && <span>{report.place.text}</span>}
        <Moment at={report.reportedAt ?? report.enteredAt} zone={report.zone} />
        {report.nationals !== null && <span>{t('board.nationals', { count: report.nationals.best })}</span>}
      </div>
      {unlinking && (
        <ReasonModal
          title={t('incident.reports.unlinkTitle', { code: report.code })}
          submit={t('incident.reports.unlink')}
          required={false}
          pending={deed.pending}
          error={deed.error}
          onSubmit={(reason) =>
            deed.do(
              {
                method: 'DELETE',
                path: paths.unlinkReport(incident.id, report.id),
                version: report.version,
                body: { reason: reason === '' ? null : reason },
              },
              () => setUnlinking(false),
            )
          }
          onClose={() => setUnlinking(false)}
        />
      )}
    </article>
  );
}
