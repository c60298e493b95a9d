import { Alert, Group, Select, Stack, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { dispatchDesk } from '@bongsu/situation/contract';
import { useMay } from '../../app/session';
import { useDeployments, useOffers, useShipments } from '../../data/dispatch';
import { useDirectory } from '../../data/missions';
import { useOwnHubs } from '../../data/own-hubs';
import { useBoard, useLive } from '../../live/live-context';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import classes from './dispatch.module.css';
import { DeploymentRow, ShipmentRow } from '../movements/movement-row';
import movementClasses from '../movements/movements.module.css';
import { useReceiving } from '../movements/receive-modal';
import { useAcceptingPart } from './accept-part-modal';
import { OfferCard } from './offer-card';
import { PromisedRow } from './promised-row';

/** A hub's desk: what it is asked for, what it has promised, what is on the way from it. */
export function DispatchPage() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const own = useOwnHubs();
  const directory = useDirectory();
  const may = useMay();
  const asked = parameters.get('hub');
  const hubId = asked !== null && directory.hubs.some(({ id }) => id === asked) ? asked : (own[0]?.id ?? null);
  if (directory.all.length === 0) return <PageSkeleton />;
  if (hubId === null) return <Nothing title={t('dispatch.noHub')}>{t('dispatch.noHubHint')}</Nothing>;
  const mayAnswer = may('dispatch.offer.answer', hubId);
  const choices = (own.length > 0 ? own : directory.hubs).map(({ id }) => id);
  return (
    <Stack p="md" gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('dispatch.title')} · {directory.nameOf(hubId)}
        </Title>
        {(choices.length > 1 || !choices.includes(hubId)) && (
          <Select
            aria-label={t('dispatch.chooseHub')}
            data={[...new Set([hubId, ...choices])].map((id) => ({ value: id, label: directory.nameOf(id) }))}
            value={hubId}
            onChange={(id) => id !== null && setParameters({ hub: id })}
            allowDeselect={false}
            searchable
            w={200}
          />
        )}
      </Group>
      {!mayAnswer && <Alert color="gray">{t('dispatch.readOnly')}</Alert>}
      <Desk key={hubId} hubId={hubId} mayAnswer={mayAnswer} />
    </Stack>
  );
}

function Desk({ hubId, mayAnswer }: { hubId: string; mayAnswer: boolean }) {
  const { t } = useTranslation();
  const board = useBoard();
  const loaded = useLive((view) => view.loaded);
  const desk = useMemo(() => dispatchDesk(board, hubId), [board, hubId]);
  const offers = useOffers(hubId);
  const versions = useMemo(() => new Map((offers.data ?? []).map(({ id, version }) => [id, version])), [offers.data]);
  const parting = useAcceptingPart(board, versions);
  if (!loaded) return <PageSkeleton rows={3} />;
  return (
    <div className={classes['desk']}>
      <Panel title={t('dispatch.waiting')} count={desk.waiting.length} flush>
        {offers.error !== null && <Failure error={offers.error} onRetry={() => void offers.refetch()} />}
        {desk.waiting.length === 0 ? (
          <Nothing title={t('dispatch.noWaiting')}>{t('dispatch.noWaitingHint')}</Nothing>
        ) : (
          <ol className={classes['offers']}>
            {desk.waiting.map((entry) => (
              <OfferCard
                key={entry.offer.id}
                entry={entry}
                version={versions.get(entry.offer.id)}
                mayAnswer={mayAnswer}
                onAcceptPart={parting.ask}
              />
            ))}
          </ol>
        )}
      </Panel>
      <Stack gap="md">
        <Panel title={t('dispatch.promised')} count={desk.promised.length} flush>
          {desk.promised.length === 0 ? (
            <Nothing title={t('dispatch.noPromised')} />
          ) : (
            <ul className={movementClasses['movements']}>
              {desk.promised.map((entry) => (
                <PromisedRow key={entry.offer.id} entry={entry} />
              ))}
            </ul>
          )}
        </Panel>
        <Movements hubId={hubId} />
      </Stack>
      {parting.dialogue}
    </div>
  );
}

function Movements({ hubId }: { hubId: string }) {
  const { t } = useTranslation();
  const deployments = useDeployments({ from: hubId });
  const shipments = useShipments({ from: hubId });
  const people = (deployments.data ?? []).filter(({ state }) => state !== 'returned' && state !== 'cancelled');
  const goods = (shipments.data ?? []).filter(({ state }) => state !== 'received' && state !== 'lost' && state !== 'cancelled');
  const failed = deployments.error ?? shipments.error;
  const receiving = useReceiving(shipments.data ?? []);
  return (
    <Panel title={t('dispatch.movements')} count={people.length + goods.length} flush>
      {failed !== null ? (
        <Failure error={failed} onRetry={() => void Promise.all([deployments.refetch(), shipments.refetch()])} />
      ) : deployments.isPending || shipments.isPending ? (
        <PageSkeleton rows={2} />
      ) : people.length + goods.length === 0 ? (
        <Nothing title={t('dispatch.noMovements')} />
      ) : (
        <ul className={movementClasses['movements']}>
          {people.map((deployment) => (
            <DeploymentRow key={deployment.id} deployment={deployment} />
          ))}
          {goods.map((shipment) => (
            <ShipmentRow key={shipment.id} shipment={shipment} onReceive={receiving.receive} />
          ))}
        </ul>
      )}
      {receiving.dialogue}
    </Panel>
  );
}
