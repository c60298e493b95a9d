import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DeploymentAct,
  type DeploymentView,
  type ShipmentAct,
  type ShipmentView,
  deploymentActs,
  shipmentActs,
} from '@bongsu/dispatch/contract';
import { useDeed } from '../../data/deed';
import { useItemName } from '../../data/dispatch';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { StateBadge } from '../../parts/badges';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { SealSign } from '../../parts/seal-badge';
import { NoteField, WrittenNotes, stepBody } from './movement-notes';
import classes from './movements.module.css';

/** Acts that end or break a journey are offered, but never as the first button. */
const aside: ReadonlySet<string> = new Set(['cancel', 'report-lost', 'hold']);

export function DeploymentRow({ deployment }: { deployment: DeploymentView }) {
  const { t } = useTranslation();
  const deed = useDeed([keys.deployments, keys.request(deployment.requestId)]);
  const [note, setNote] = useState<string | null>(null);
  const acts = deploymentActs.filter((act) => deployment.permittedActs.includes(act));
  return (
    <li className={classes['movement']}>
      <span className={classes['what']}>
        <strong className="figures">{t('dispatch.staff', { staffNo: deployment.staffNo })}</strong>
        <SealSign incidentId={deployment.incidentId} short />
        <StateBadge tone={deployment.state === 'cancelled' ? 'quiet' : deployment.arrivedAt === null ? 'strong' : 'good'}>
          {t(`dispatchVocabulary.deploymentState.${deployment.state}`)}
        </StateBadge>
      </span>
      <Way journey={deployment} />
      <ActButtons
        acts={acts}
        label={(act: DeploymentAct) => t(`dispatchVocabulary.deploymentAct.${act}`)}
        pending={deed.pendingPath}
        pathOf={(act) => paths.deployment(deployment.id, act)}
        onAct={(act) =>
          deed.do({ path: paths.deployment(deployment.id, act), version: deployment.version, body: stepBody(note) }, () => setNote(null))
        }
      >
        <WrittenNotes kind="deployments" id={deployment.id} count={deployment.noteCount} />
        {acts.length > 0 && <NoteField value={note} onChange={setNote} />}
      </ActButtons>
    </li>
  );
}

export function ShipmentRow({ shipment, onReceive }: { shipment: ShipmentView; onReceive: (shipment: ShipmentView) => void }) {
  const { t } = useTranslation();
  const itemName = useItemName();
  const deed = useDeed([keys.shipments, keys.request(shipment.requestId)]);
  const [note, setNote] = useState<string | null>(null);
  const acts = shipmentActs.filter((act) => shipment.permittedActs.includes(act));
  return (
    <li className={classes['movement']}>
      <span className={classes['what']}>
        <strong>{shipment.items.map((item) => `${itemName(item.itemCode)} × ${String(item.sent)}`).join(', ')}</strong>
        <SealSign incidentId={shipment.incidentId} short />
        <StateBadge
          tone={
            shipment.state === 'received' ? 'good' : shipment.state === 'lost' || shipment.state === 'customs-hold' ? 'danger' : 'strong'
          }
        >
          {t(`dispatchVocabulary.shipmentState.${shipment.state}`)}
        </StateBadge>
        {shipment.items.some((item) => item.received !== null && item.received !== item.sent) && (
          <StateBadge tone="warn">
            {t('dispatch.received', { count: shipment.items.reduce((sum, item) => sum + (item.received ?? 0), 0) })}
          </StateBadge>
        )}
      </span>
      <Way journey={shipment} />
      <ActButtons
        acts={acts}
        label={(act: ShipmentAct) => t(`dispatchVocabulary.shipmentAct.${act}`)}
        pending={deed.pendingPath}
        pathOf={(act) => paths.shipment(shipment.id, act)}
        onAct={(act) =>
          act === 'receive'
            ? onReceive(shipment)
            : deed.do({ path: paths.shipment(shipment.id, act), version: shipment.version, body: stepBody(note) }, () => setNote(null))
        }
      >
        <WrittenNotes kind="shipments" id={shipment.id} count={shipment.noteCount} />
        {acts.some((act) => act !== 'receive') && <NoteField value={note} onChange={setNote} />}
      </ActButtons>
    </li>
  );
}

function Way({ journey }: { journey: Pick<DeploymentView, 'fromMissionId' | 'toMissionId' | 'departedAt' | 'expectedAt' | 'arrivedAt'> }) {
  const { t } = useTranslation();
  return (
    <span className={classes['way']}>
      <MissionName id={journey.fromMissionId} /> → <MissionName id={journey.toMissionId} />
      {journey.arrivedAt !== null ? (
        <span>
          {t('dispatch.arrived')} <Moment at={journey.arrivedAt} />
        </span>
      ) : (
        journey.expectedAt !== null && (
          <span>
            {t('dispatch.expected')} <Moment at={journey.expectedAt} />
          </span>
        )
      )}
    </span>
  );
}

function ActButtons<Act extends string>({
  acts,
  label,
  pending,
  pathOf,
  onAct,
  children,
}: {
  acts: readonly Act[];
  label: (act: Act) => string;
  pending: string | null;
  pathOf: (act: Act) => string;
  onAct: (act: Act) => void;
  children: ReactNode;
}) {
  const ordered = [...acts.filter((act) => !aside.has(act)), ...acts.filter((act) => aside.has(act))];
  return (
    <Group gap={6} className={classes['acts'] ?? ''}>
      {ordered.map((act, index) => (
        <Button
          key={act}
          size="compact-sm"
          variant={index === 0 && !aside.has(act) ? 'light' : 'default'}
          loading={pending === pathOf(act)}
          disabled={pending !== null}
          onClick={() => onAct(act)}
        >
          {label(act)}
        </Button>
      ))}
      {children}
    </Group>
  );
}
