import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ProposalView, grantAdministrator } from '@bongsu/access/contract';
import { raiseSeriousAlert, unsealIncident } from '@bongsu/incidents/contract';
import { bulkExport } from '@bongsu/situation/contract';
import { LevelBadge } from '../../parts/badges';
import { ExportAbout } from '../../parts/export-about';
import { Moment } from '../../parts/moment';
import { useIncident } from '../../data/incidents';
import { GrantWords } from '../people/grant-words';

/** On what one decides. */
export function ProposalFacts({ proposal: { kind, facts, label } }: { proposal: ProposalView }) {
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
  if (kind === bulkExport.kind) {
    const asked = bulkExport.schema.safeParse(facts);
    return asked.success ? <ExportAbout what={{ ...asked.data, kind: asked.data.export }} incident={label} /> : null;
  }
  if (kind === unsealIncident.kind) {
    const asked = unsealIncident.schema.safeParse(facts);
    return asked.success ? <UnsealFacts {...asked.data} /> : null;
  }
  const grants = kind === grantAdministrator.kind ? grantAdministrator.schema.safeParse(facts) : null;
  if (grants?.success !== true) return null;
  return (
    <>
      <GrantWords grants={grants.data.grants} />
      <Text size="sm">{t('decisions.administratorFact')}</Text>
    </>
  );
}

/** The reason stands with the incident, which only those on its list read. */
function UnsealFacts({ incidentId, decisionId }: { incidentId: string; decisionId: string }) {
  const { t } = useTranslation();
  const reason = useIncident(incidentId).data?.reasons.find(({ id }) => id === decisionId)?.reason;
  return (
    <>
      {reason !== undefined && <Text size="sm">{t('seal.unseal.reason', { reason })}</Text>}
      <Text size="sm">{t('seal.unseal.fact')}</Text>
    </>
  );
}
