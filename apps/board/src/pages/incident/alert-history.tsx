import { Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { LevelBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { whoWords } from '../../parts/who-words';

/** Who decided which alert level when, and on what: the last first. */
export function AlertHistory({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" fw={650}>
        {t('incident.level.history')}
      </Text>
      {incident.alertHistory.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('incident.level.noHistory')}
        </Text>
      )}
      <Timeline bulletSize={14} lineWidth={2}>
        {[...incident.alertHistory].reverse().map((decision) => (
          <Timeline.Item key={decision.id} title={<LevelBadge level={decision.to} />}>
            <Text size="sm">{decision.basis}</Text>
            <Text size="xs" c="dimmed">
              <Moment at={decision.decidedAt} zone={incident.zone} />
              {decision.decidedBy !== null && ` · ${whoWords(decision.decidedBy, t)}`}
              {decision.reviewAt !== null && (
                <>
                  {` · ${t('incident.level.reviewBy')} `}
                  <Moment at={decision.reviewAt} zone={incident.zone} />
                </>
              )}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </>
  );
}
