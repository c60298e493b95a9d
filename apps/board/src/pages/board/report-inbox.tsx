import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardReport } from '@bongsu/situation/contract';
import { useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { useLive } from '../../live/live-context';
import { countryName } from '../../map/country-codes';
import { EvidenceBadge, UrgencyBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { useOpenReport } from '../report-drawer/open-report';
import classes from './board.module.css';
import { Waiting } from './incident-list';

/** Reports that no incident has yet: the most urgent first, then the oldest. What was said is read in the report itself. */
export function ReportInbox() {
  const { t } = useTranslation();
  const loaded = useLive((view) => view.loaded);
  const reports = useLive((view) => view.state.reports);
  const proposals = useLive((view) => view.state.proposals);
  const incidents = useLive((view) => view.state.incidents);
  const loose = useMemo(() => Object.values(reports).filter(isLoose).sort(mostUrgent), [reports]);
  const likely = useMemo(
    () => new Map(Object.values(proposals).map(({ reportId, incidentId }) => [reportId, incidents[incidentId]?.code])),
    [proposals, incidents],
  );
  return (
    <Panel title={t('board.inbox')} count={loaded ? loose.length : undefined} flush>
      {!loaded ? (
        <Waiting rows={3} />
      ) : loose.length === 0 ? (
        <Nothing title={t('board.noReports')}>{t('board.noReportsHint')}</Nothing>
      ) : (
        <ol className={classes['list']}>
          {loose.map((report) => (
            <InboxRow key={report.id} report={report} likelyCode={likely.get(report.id)} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function InboxRow({ report, likelyCode }: { report: BoardReport; likelyCode: string | undefined }) {
  const { t } = useTranslation();
  const open = useOpenReport();
  const directory = useDirectory();
  return (
    <li className={classes['row']}>
      <UnstyledButton className={classes['rowLink'] ?? ''} onClick={() => open(report.id)}>
        <span className={classes['line']}>
          <UrgencyBadge urgency={report.urgency} short />
          <strong>{t(`vocabulary.category.${report.category}`)}</strong>
          {report.magnitude !== null && <span className="figures">{t('board.magnitude', { value: report.magnitude })}</span>}
          <span className={classes['spring']} />
          <EvidenceBadge grade={report.evidenceGrade} />
        </span>
        <span className={classes['facts']}>
          <span className="figures">{report.code}</span>
          <span>
            {report.missionId !== null
              ? directory.nameOf(report.missionId)
              : report.countryIso2 !== null
                ? countryName(report.countryIso2, currentLanguage())
                : t('board.unassigned')}
          </span>
          <span>{t(`vocabulary.channel.${report.channel}`)}</span>
          <Moment at={report.enteredAt} />
          {report.nationalsBest !== null && <span>{t('board.nationals', { count: report.nationalsBest })}</span>}
          {likelyCode !== undefined && <span className={classes['likely']}>{t('board.duplicate', { code: likelyCode })}</span>}
        </span>
      </UnstyledButton>
    </li>
  );
}

export function isLoose(report: BoardReport): boolean {
  return report.incidentId === null && !report.dismissed && report.correctedByReportId === null;
}

function mostUrgent(a: BoardReport, b: BoardReport): number {
  return a.urgency === b.urgency ? (a.enteredAt < b.enteredAt ? -1 : 1) : a.urgency < b.urgency ? -1 : 1;
}
