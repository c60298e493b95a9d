import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { fieldError } from '../../parts/field-error';
import { MissionSelect } from '../../parts/mission-select';
import { ReasonModal } from '../../parts/reason-modal';

export function ReassignModal({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const [missionId, setMissionId] = useState<string | null>(null);
  const deed = useDeed([keys.incident(incident.id)], { quiet: true });
  return (
    <ReasonModal
      title={`${incident.code}: ${t('incident.reassignForm.title')}`}
      submit={t('incident.reassignForm.submit')}
      stands={directory.nameOf(incident.missionId)}
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) =>
        deed.do({ path: paths.incident(incident.id, 'reassign'), version: incident.version, body: { missionId, reason } }, onClose)
      }
      onClose={onClose}
    >
      <MissionSelect
        label={t('incident.reassignForm.mission')}
        value={missionId}
        onChange={setMissionId}
        required
        error={fieldError(deed.error, 'missionId')}
      />
    </ReasonModal>
  );
}
