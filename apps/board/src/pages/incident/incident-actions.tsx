import { Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconChevronDown, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type IncidentAct, type IncidentDecision, type IncidentDetail, type IncidentState, incidentActs } from '@bongsu/incidents/contract';
import { ApiError } from '../../api/problem';
import { useMay } from '../../app/session';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { contentOf } from '../../outbox/errand';
import { outboxDesk } from '../../outbox/outbox-desk';
import type { SealDialogue } from '../seal/seal-dialogues';
import { CloseModal } from './close-modal';
import { LevelModal } from './level-modal';
import { MoveModal } from './move-modal';
import { ReassignModal } from './reassign-modal';
import { SitrepModal } from './sitrep-modal';
import { UrgencyModal } from './urgency-modal';

type Dialogue = IncidentAct | 'level' | 'urgency' | 'reassign' | 'sitrep';

/** Where each state leads when things go on as they should; going back is possible too, but never the first button. */
const onward: Partial<Record<IncidentState, IncidentAct>> = {
  signal: 'assess',
  assessing: 'activate',
  active: 'stabilise',
  stabilising: 'close',
  closed: 'review',
};

/** The next act first, the rest in a menu; only what the life cycle and the person's role permit. */
export function IncidentActions({
  incident,
  onRequest,
  onSeal,
}: {
  incident: IncidentDetail;
  onRequest: (() => void) | null;
  onSeal: (dialogue: SealDialogue) => void;
}) {
  const { t } = useTranslation();
  const may = useMay();
  const [dialogue, show] = useState<Dialogue | null>(null);
  const deed = useDeed([keys.incident(incident.id)]);
  const close = (): void => show(null);
  const permitted = incidentActs.filter((act) => incident.permittedActs.includes(act));
  const next = permitted.find((act) => act === onward[incident.state]);
  const others = permitted.filter((act) => act !== next);
  const mayAcknowledge = incident.permittedActs.includes('acknowledge');
  const acknowledge = (): void => {
    const content = contentOf({ kind: 'acknowledge', incidentId: incident.id, code: incident.code });
    const [idempotencyKey] = content.keys;
    deed.do(
      { path: paths.incident(incident.id, 'acknowledge'), body: {}, version: incident.version, idempotencyKey },
      undefined,
      (error) => {
        if (error instanceof ApiError && error.unreachable && content.errand !== null) void outboxDesk.keep(content.errand, content, true);
      },
    );
  };
  const permits = (decision: IncidentDecision): boolean => incident.permittedActs.includes(decision);

  return (
    <Group gap="xs" justify="flex-end">
      {mayAcknowledge && (
        <Tooltip label={t('incident.act.acknowledgeHint')}>
          <Button leftSection={<IconCheck size={16} aria-hidden />} loading={deed.pending} onClick={acknowledge}>
            {t('incident.act.acknowledge')}
          </Button>
        </Tooltip>
      )}
      {next !== undefined && (
        <Button variant={mayAcknowledge ? 'default' : 'filled'} onClick={() => show(next)}>
          {t(`vocabulary.incidentAct.${next}`)}
        </Button>
      )}
      {onRequest !== null && (
        <Button variant="default" onClick={onRequest}>
          {t('incident.act.requestSupport')}
        </Button>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
            {t('incident.act.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((act) => (
            <Menu.Item key={act} onClick={() => show(act)}>
              {t(`vocabulary.incidentAct.${act}`)}
            </Menu.Item>
          ))}
          {others.length > 0 && <Menu.Divider />}
          {permits('set-alert-level') && <Menu.Item onClick={() => show('level')}>{t('incident.act.setLevel')}</Menu.Item>}
          {permits('set-urgency') && <Menu.Item onClick={() => show('urgency')}>{t('incident.act.setUrgency')}</Menu.Item>}
          {permits('reassign') && <Menu.Item onClick={() => show('reassign')}>{t('incident.act.reassign')}</Menu.Item>}
          <Menu.Item disabled={!may('situation.sitrep.issue', incident.missionId)} onClick={() => show('sitrep')}>
            {t('incident.act.sitrep')}
          </Menu.Item>
          {may('situation.export.propose', incident.missionId) && (
            <Menu.Item component={Link} to={`/exports?incident=${incident.id}`}>
              {t('exporting.ofIncident')}
            </Menu.Item>
          )}
          {sealActs(incident).length > 0 && <Menu.Divider />}
          {sealActs(incident).map((act) => (
            <Menu.Item key={act} leftSection={<IconLock size={15} aria-hidden />} onClick={() => onSeal(act)}>
              {t(`seal.act.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialogue === 'close' && <CloseModal incident={incident} onClose={close} />}
      {dialogue === 'level' && <LevelModal incident={incident} onClose={close} />}
      {dialogue === 'urgency' && <UrgencyModal incident={incident} onClose={close} />}
      {dialogue === 'reassign' && <ReassignModal incident={incident} onClose={close} />}
      {dialogue === 'sitrep' && <SitrepModal incident={incident} onClose={close} />}
      {(dialogue === 'assess' || dialogue === 'activate' || dialogue === 'stabilise' || dialogue === 'reopen' || dialogue === 'review') && (
        <MoveModal incident={incident} act={dialogue} onClose={close} />
      )}
    </Group>
  );
}

/** An open one is sealed by whoever may; of a sealed one the list is shown to all who see it. */
function sealActs({ seal, permittedActs }: IncidentDetail): SealDialogue[] {
  if (seal === null) return permittedActs.includes('seal') ? ['seal'] : [];
  return permittedActs.includes('unseal') ? ['list', 'unseal'] : ['list'];
}
