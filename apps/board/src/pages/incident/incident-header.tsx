import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type IncidentDetail, raiseSeriousAlert } from '@bongsu/incidents/contract';
import { useProposals } from '../../data/decisions';
import { useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { countryName } from '../../map/country-codes';
import { LevelBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { formatMoment } from '../../time/format';
import { useNow } from '../../time/ticking';
import type { SealDialogue } from '../seal/seal-dialogues';
import { IncidentActions } from './incident-actions';
import classes from './incident.module.css';

/** What it is, on its three separate axes, and what to do next. */
export function IncidentHeader({
  incident,
  onRequest,
  onSeal,
}: {
  incident: IncidentDetail;
  onRequest: (() => void) | null;
  onSeal: (dialogue: SealDialogue) => void;
}) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const now = useNow();
  const language = currentLanguage();
  const zone = incident.zone === 'UTC' ? directory.find(incident.missionId)?.timezone : incident.zone;
  return (
    <header className={classes['header']}>
      <div className={classes['name']}>
        <span className={`${classes['code'] ?? ''} figures`}>{incident.code}</span>
        <h1>{incident.title}</h1>
      </div>
      <dl className={classes['axes']} title={t('incident.axes.note')}>
        <div>
          <dt>{t('incident.axes.urgency')}</dt>
          <dd>
            <UrgencyBadge urgency={incident.urgency} />
          </dd>
        </div>
        <div>
          <dt>{t('incident.axes.level')}</dt>
          <dd>
            <LevelBadge level={incident.alertLevel} />
            <SeriousProposed incidentId={incident.id} />
          </dd>
        </div>
        <div>
          <dt>{t('incident.axes.state')}</dt>
          <dd>
            <StateBadge tone="strong">{t(`vocabulary.incidentState.${incident.state}`)}</StateBadge>
          </dd>
        </div>
      </dl>
      <IncidentActions incident={incident} onRequest={onRequest} onSeal={onSeal} />
      <dl className={classes['facts']}>
        <Fact name={t('incident.facts.mission')}>
          <MissionName id={incident.missionId} />
        </Fact>
        <Fact name={t('incident.facts.category')}>{t(`vocabulary.category.${incident.category}`)}</Fact>
        <Fact name={t('incident.facts.place')}>
          {incident.countryIso2 !== null && countryName(incident.countryIso2, language)}
          {incident.lat !== null && incident.lng !== null && (
            <span className="figures">
              {' '}
              {incident.lat.toFixed(2)}, {incident.lng.toFixed(2)}
            </span>
          )}
        </Fact>
        {zone !== undefined && (
          <Fact name={t('incident.facts.localTime')}>
            <span className="figures">{formatMoment(now, language, zone, now)}</span>
          </Fact>
        )}
        <Fact name={t('incident.facts.occurred')}>
          <Moment at={incident.occurredAt} zone={zone} />
        </Fact>
        <Fact name={t('incident.facts.recognised')}>
          <Moment at={incident.recognisedAt} zone={zone} />
        </Fact>
        <Fact name={t('incident.facts.opened')}>
          <Moment at={incident.openedAt} zone={zone} />
        </Fact>
        <Fact name={t('incident.facts.acknowledged')}>
          {incident.acknowledgedAt === null ? t('incident.facts.notAcknowledged') : <Moment at={incident.acknowledgedAt} zone={zone} />}
        </Fact>
      </dl>
    </header>
  );
}

/** Only to whoever proposed it or may confirm it: nobody else is told of a proposal before it is decided. */
function SeriousProposed({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const [waiting, mine] = [useProposals('waiting').data, useProposals('mine').data];
  const proposed = [...(waiting ?? []), ...(mine ?? [])].some(
    (proposal) => proposal.state === 'open' && proposal.kind === raiseSeriousAlert.kind && proposal.incidentId === incidentId,
  );
  return proposed ? (
    <Anchor component={Link} to="/decisions" size="xs" display="block">
      {t('incident.level.proposed')}
    </Anchor>
  ) : null;
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
