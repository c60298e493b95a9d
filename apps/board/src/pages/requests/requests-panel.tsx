import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { requestsOf } from '@bongsu/situation/contract';
import { useBoard } from '../../live/live-context';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { RequestCard } from './request-card';

/** The support requests of an incident, the newest first. */
export function RequestsPanel({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const board = useBoard();
  const requests = useMemo(() => [...requestsOf(board, incidentId)].reverse(), [board, incidentId]);
  return (
    <Panel title={t('dispatch.request.title')} count={requests.length} flush>
      {requests.length === 0 ? (
        <Nothing title={t('dispatch.request.none')}>{t('dispatch.request.noneHint')}</Nothing>
      ) : (
        requests.map(({ id }) => <RequestCard key={id} requestId={id} />)
      )}
    </Panel>
  );
}
