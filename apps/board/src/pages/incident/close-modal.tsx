import { Alert, Checkbox, List, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { ReasonModal } from '../../parts/reason-modal';

/** Closing names what is still open, one by one; to close in spite of it is a decision of its own. */
export function CloseModal({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const deed = useDeed([keys.incident(incident.id)], { quiet: true });
  const [override, setOverride] = useState(false);
  const blocked = incident.closeBlockers.length > 0;
  return (
    <ReasonModal
      title={t('incident.close.title', { code: incident.code })}
      submit={t('incident.close.submit')}
      danger
      stands={t(`vocabulary.incidentState.${incident.state}`)}
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) =>
        deed.do(
          { path: paths.incident(incident.id, 'close'), version: incident.version, body: { reason, overrideBlockers: override } },
          onClose,
        )
      }
      onClose={onClose}
    >
      {blocked ? (
        <Alert color="orange" icon={<IconLock size={18} />} title={t('incident.close.blocked')}>
          <List size="sm" spacing={4}>
            {incident.closeBlockers.map((blocker) => (
              <List.Item key={`${blocker.code}${blocker.subjectId}`}>
                <strong>{t(`vocabulary.blocker.${blocker.code}`)}</strong>: {blocker.label}
              </List.Item>
            ))}
          </List>
        </Alert>
      ) : (
        <Text size="sm">{t('incident.close.clear')}</Text>
      )}
      {blocked && (
        <Checkbox label={t('incident.close.override')} checked={override} onChange={(event) => setOverride(event.currentTarget.checked)} />
      )}
    </ReasonModal>
  );
}
