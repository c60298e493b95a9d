import { useTranslation } from 'react-i18next';
import type { IncidentAct, IncidentDetail } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { ReasonModal } from '../../parts/reason-modal';

/** Moves the incident on in its life cycle; only re-opening has to be explained. */
export function MoveModal({
  incident,
  act,
  onClose,
}: {
  incident: IncidentDetail;
  act: Exclude<IncidentAct, 'close'>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const deed = useDeed([keys.incident(incident.id)], { quiet: true });
  const words = t(`vocabulary.incidentAct.${act}`);
  return (
    <ReasonModal
      title={`${incident.code}: ${words}`}
      label={t('incident.move.reasonLabel')}
      submit={words}
      required={act === 'reopen'}
      stands={t(`vocabulary.incidentState.${incident.state}`)}
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) =>
        deed.do(
          { path: paths.incident(incident.id, act), version: incident.version, body: { reason: reason === '' ? null : reason } },
          onClose,
        )
      }
      onClose={onClose}
    />
  );
}
