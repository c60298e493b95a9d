import { Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { ApiError } from '../../api/problem';
import { useMay } from '../../app/session';
import { useIncident } from '../../data/incidents';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import { WhereToBreakGlass } from '../../parts/where-to-break-glass';
import { BoardMap } from '../board/board-map';
import { RequestForm } from '../requests/request-form';
import { RequestsPanel } from '../requests/requests-panel';
import { SealDialogues, type SealDialogue } from '../seal/seal-dialogues';
import { SealStrip } from '../seal/seal-strip';
import { ClocksPanel } from './clocks-panel';
import { IncidentHeader } from './incident-header';
import classes from './incident.module.css';
import { ReportsPanel } from './reports-panel';
import { SitrepsPanel } from './sitreps-panel';
import { TasksPanel } from './tasks-panel';
import { TimelinePanel } from './timeline-panel';

export function IncidentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const may = useMay();
  const { data, error, refetch } = useIncident(id);
  if (data !== undefined) return <Incident key={id} incident={data} />;
  if (error instanceof ApiError && (error.status === 404 || error.status === 400 || error.status === 422))
    return (
      <Nothing title={t('incident.gone')}>
        {t('incident.goneHint')} {may('access.break-glass') && <WhereToBreakGlass sealedToo />}
      </Nothing>
    );
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  return <PageSkeleton />;
}

function Incident({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  const [requesting, request] = useDisclosure(false);
  const { state: arrived } = useLocation() as { state: { sealDialogue?: SealDialogue } | null };
  const [sealDialogue, showSeal] = useState<SealDialogue | null>(arrived?.sealDialogue ?? null);
  const mayRequest = incident.closedAt === null && may('dispatch.request.submit', incident.missionId);
  return (
    <Stack gap={0}>
      <SealStrip incident={incident} onList={() => showSeal('list')} />
      <IncidentHeader incident={incident} onRequest={mayRequest ? request.open : null} onSeal={showSeal} />
      <div className={classes['columns']}>
        <Stack gap="md" miw={0}>
          <RequestsPanel incidentId={incident.id} />
          <ReportsPanel incident={incident} />
          <TimelinePanel incident={incident} />
        </Stack>
        <Stack gap="md" miw={0}>
          <ClocksPanel incidentId={incident.id} />
          <Panel title={t('incident.map')} flush>
            <div className={classes['map']}>
              <BoardMap incidentId={incident.id} chosenId={incident.id} />
            </div>
          </Panel>
          <TasksPanel incident={incident} />
          <SitrepsPanel incident={incident} />
        </Stack>
      </div>
      {requesting && <RequestForm incident={incident} onClose={request.close} />}
      <SealDialogues incident={incident} shown={sealDialogue} onShow={showSeal} />
    </Stack>
  );
}
