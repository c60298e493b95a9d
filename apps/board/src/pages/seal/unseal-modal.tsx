import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '@bongsu/access/contract';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { ReasonModal } from '../../parts/reason-modal';
import { sayProposed } from '../../parts/say-proposed';

/** Proposes that everybody sees it again; a second person on the list decides. */
export function UnsealModal({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const deed = useDeed<ProposalView>([keys.incident(incident.id), decisionKeys.proposals], { quiet: true });
  return (
    <ReasonModal
      title={t('seal.unseal.title', { code: incident.code })}
      submit={t('seal.unseal.submit')}
      pending={deed.pending}
      error={deed.error}
      onSubmit={(reason) =>
        deed.do({ path: paths.incident(incident.id, 'unseal'), body: { reason } }, (proposal) => {
          sayProposed(proposal, t);
          onClose();
        })
      }
      onClose={onClose}
    >
      <Text size="sm">{t('seal.unseal.means')}</Text>
      <Text size="sm">{t('seal.unseal.until')}</Text>
    </ReasonModal>
  );
}
