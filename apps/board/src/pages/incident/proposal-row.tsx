import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardProposal } from '@bongsu/situation/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { useLive } from '../../live/live-context';
import { useOpenReport } from '../report-drawer/open-report';
import classes from './incident.module.css';

/** A probable duplicate with its evidence; a person links it or says that it is something else. */
export function ProposalRow({ proposal, mayDecide }: { proposal: BoardProposal; mayDecide: boolean }) {
  const { t } = useTranslation();
  const open = useOpenReport();
  const report = useLive((view) => view.state.reports[proposal.reportId]);
  const incident = useLive((view) => view.state.incidents[proposal.incidentId]);
  const deed = useDeed([keys.incident(proposal.incidentId), ['reports']]);
  const evidence = [
    proposal.distanceKm === null ? null : t('incident.reports.distance', { km: Math.round(proposal.distanceKm) }),
    proposal.minutesApart === null ? null : t('incident.reports.apart', { minutes: Math.round(proposal.minutesApart) }),
    t(proposal.sameCategory ? 'incident.reports.sameKind' : 'incident.reports.otherKind'),
  ].filter((part) => part !== null);
  return (
    <div className={classes['reportHead']}>
      <Anchor component="button" type="button" size="sm" fw={600} onClick={() => open(proposal.reportId)}>
        {report?.code ?? proposal.reportId}
      </Anchor>
      {incident !== undefined && <span className="figures">↔ {incident.code}</span>}
      <span className={classes['detail']}>{evidence.join(' · ')}</span>
      <span className={classes['spring']} />
      {mayDecide && (
        <>
          <Button
            size="compact-sm"
            variant="light"
            loading={deed.pending}
            onClick={() => deed.do({ path: paths.incidentReport(proposal.incidentId, proposal.reportId) })}
          >
            {t('incident.reports.link')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={deed.pending}
            onClick={() => deed.do({ path: paths.proposal(proposal.id, 'reject') })}
          >
            {t('incident.reports.reject')}
          </Button>
        </>
      )}
    </div>
  );
}
