import { Group, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type IncidentDetail, type Urgency, urgencies } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { UrgencyBadge } from '../../parts/badges';
import { ReasonModal } from '../../parts/reason-modal';

export function UrgencyModal({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [urgency, setUrgency] = useState<Urgency>(incident.urgency);
  const deed = useDeed([keys.incident(incident.id)], { quiet: true });
  return (
    <ReasonModal
      title={`${incident.code}: ${t('incident.urgencyForm.title')}`}
      submit={t('incident.urgencyForm.submit')}
      stands={`${incident.urgency} ${t(`vocabulary.urgency.${incident.urgency}`)}`}
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) =>
        deed.do({ path: paths.incident(incident.id, 'set-urgency'), version: incident.version, body: { urgency, reason } }, onClose)
      }
      onClose={onClose}
    >
      <Radio.Group aria-label={t('incident.axes.urgency')} value={urgency} onChange={(value) => setUrgency(value)}>
        <Group gap="sm">
          {urgencies.map((value) => (
            <Radio key={value} value={value} label={<UrgencyBadge urgency={value} />} />
          ))}
        </Group>
      </Radio.Group>
    </ReasonModal>
  );
}
