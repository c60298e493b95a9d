import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ProposalView, grantAdministrator } from '@bongsu/access/contract';
import { raiseSeriousAlert } from '@bongsu/incidents/contract';
import { LevelBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { GrantWords } from '../people/grant-words';

/** On what one decides. */
export function ProposalFacts({ proposal: { kind, facts } }: { proposal: ProposalView }) {
  const { t } = useTranslation();
  if (kind === raiseSeriousAlert.kind) {
    const alert = raiseSeriousAlert.schema.safeParse(facts);
    if (!alert.success) return null;
    return (
      <>
        <Group gap={8}>
          <LevelBadge level={alert.data.level} />
          <Text size="sm">{alert.data.basis}</Text>
        </Group>
        {alert.data.reviewAt !== null && (
          <Text size="xs" c="dimmed">
            {t('incident.level.reviewBy')} <Moment at={alert.data.reviewAt} />
          </Text>
        )}
      </>
    );
  }
  const grants = kind === grantAdministrator.kind ? grantAdministrator.schema.safeParse(facts) : null;
  return grants?.success === true ? <GrantWords grants={grants.data.grants} /> : null;
}
