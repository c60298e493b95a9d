import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportDetail } from '@bongsu/incidents/contract';
import { currentLanguage } from '../../i18n';
import { useLive } from '../../live/live-context';
import { countryName } from '../../map/country-codes';
import { EvidenceBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { SealSign } from '../../parts/seal-badge';
import { whoWords } from '../../parts/who-words';
import classes from './report-drawer.module.css';

export function ReportFacts({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const { place, jurisdiction, nationals, zone } = report;
  const incident = useLive((view) => (report.incidentId === null ? undefined : view.state.incidents[report.incidentId]));
  const country = report.countryIso2 === null ? null : countryName(report.countryIso2, currentLanguage());
  // A city that was picked from the list names its country already.
  const whereWords = [place.text, country !== null && place.text?.includes(country) === true ? null : country].filter(Boolean).join(', ');
  return (
    <Stack gap="sm">
      <Group gap={7}>
        <SealSign incidentId={report.incidentId} />
        <UrgencyBadge urgency={report.urgency} />
        <strong>{t(`vocabulary.category.${report.category}`)}</strong>
        <EvidenceBadge grade={report.evidenceGrade} />
        <StateBadge>{t(`vocabulary.channel.${report.channel}`)}</StateBadge>
        <StateBadge tone={report.state === 'unlinked' ? 'warn' : 'quiet'}>{t(`vocabulary.reportState.${report.state}`)}</StateBadge>
      </Group>
      <Text fw={600} size="md">
        {report.summary}
      </Text>
      {report.details !== null && <Text className={classes['said'] ?? ''}>{report.details}</Text>}
      <dl className={classes['facts']}>
        <dt>{t('report.drawer.place')}</dt>
        <dd>
          {whereWords || t('parts.unknown')}
          {place.lat !== null && place.lng !== null && (
            <span className="figures">
              {' '}
              {place.lat.toFixed(3)}, {place.lng.toFixed(3)} ({t(`vocabulary.precision.${place.precision}`)})
            </span>
          )}
        </dd>
        <dt>{t('report.drawer.competence')}</dt>
        <dd>
          <MissionName id={report.missionId} /> · {t(`vocabulary.basis.${jurisdiction.basis}`)}
          {jurisdiction.estimate && jurisdiction.basis !== 'nearest-in-country' && ` (${t('parts.estimate')})`}
          {jurisdiction.caveatCodes.map((code) => (
            <span key={code} className={classes['caveat']}>
              {t(`missions.caveat.${code}`)}
            </span>
          ))}
        </dd>
        <dt>{t('report.drawer.occurred')}</dt>
        <dd>
          <Moment at={report.occurredAt} zone={zone} />
        </dd>
        <dt>{t('report.drawer.recognised')}</dt>
        <dd>
          <Moment at={report.recognisedAt} zone={zone} />
        </dd>
        <dt>{t('report.drawer.reported')}</dt>
        <dd>
          <Moment at={report.reportedAt} zone={zone} />
        </dd>
        <dt>{t('report.drawer.entered')}</dt>
        <dd>
          <Moment at={report.enteredAt} zone={zone} />
        </dd>
        {nationals !== null && (
          <>
            <dt>{t('report.drawer.nationals')}</dt>
            <dd className="figures">{t('report.drawer.nationalsRange', nationals)}</dd>
          </>
        )}
        {report.sourceNote !== null && (
          <>
            <dt>{t('report.drawer.source')}</dt>
            <dd>{report.sourceNote}</dd>
          </>
        )}
        {report.reasons.length > 0 && (
          <>
            <dt>{t('report.drawer.decided')}</dt>
            <dd>
              {report.reasons.map((decision) => (
                <div key={decision.id}>
                  {t(`vocabulary.reasonedAct.${decision.act}`)}: {decision.reason} · <Moment at={decision.decidedAt} zone={zone} />
                  {decision.decidedBy !== null && ` · ${whoWords(decision.decidedBy, t)}`}
                </div>
              ))}
            </dd>
          </>
        )}
        {report.incidentId !== null && (
          <>
            <dt>{t('report.drawer.incident')}</dt>
            <dd>
              <Anchor component={Link} to={`/incidents/${report.incidentId}`}>
                {incident === undefined ? t('report.drawer.openIncident') : `${incident.code} ${incident.title}`}
              </Anchor>
            </dd>
          </>
        )}
      </dl>
    </Stack>
  );
}
