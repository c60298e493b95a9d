import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useSeal } from '../../data/seals';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { SealBadge } from '../../parts/seal-badge';
import { AddToList } from './add-to-list';
import { MemberRow } from './member-row';
import classes from './seal.module.css';

/** Who sees a sealed incident, since when, until when and why; whoever may, adds to it and takes off. */
export function SealListModal({ incident, onUnseal, onClose }: { incident: IncidentDetail; onUnseal: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useSeal(incident.id, true);
  const names = incident.permittedActs.includes('name-on-seal');
  const staying = data?.list.filter(({ until }) => until === null).length ?? 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('seal.list.title', { code: incident.code })}
      closeButtonProps={{ 'aria-label': t('parts.close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {incident.seal !== null && <SealBadge ground={incident.seal.ground} />} {t('seal.list.intro')}
        </Text>
        {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <PageSkeleton rows={2} />}
        <ul className={classes['members']}>
          {data?.list.map((member) => (
            <MemberRow
              key={`${member.accountId}${member.why}`}
              incident={incident}
              member={member}
              removable={names}
              isLast={member.until === null && staying === 1}
            />
          ))}
        </ul>
        {names && <AddToList incidentId={incident.id} />}
        {incident.permittedActs.includes('unseal') && (
          <Group justify="flex-end">
            <Button variant="default" onClick={onUnseal}>
              {t('seal.act.unseal')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
