import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { ReasonModal } from '../../parts/reason-modal';

export function WithdrawSitrepModal({ incident, number, onClose }: { incident: IncidentDetail; number: number; onClose: () => void }) {
  const { t } = useTranslation();
  const deed = useDeed([keys.sitreps(incident.id)], { quiet: true });
  return (
    <ReasonModal
      title={t('incident.sitreps.withdrawTitle', { number })}
      label={t('incident.sitreps.endReason')}
      submit={t('incident.sitreps.withdraw')}
      danger
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) => deed.do({ path: paths.sitrep(incident.id, number, 'withdraw'), body: { reason } }, onClose)}
      onClose={onClose}
    >
      <Text size="sm">{t('incident.sitreps.withdrawHint')}</Text>
    </ReasonModal>
  );
}
