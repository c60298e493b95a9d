import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mission } from '@bongsu/missions/contract';
import { currentLanguage } from '../../i18n';
import { countryName } from '../../map/country-codes';
import { MissionName } from '../../parts/mission-name';
import { Panel } from '../../parts/panel';
import { formatMoment, offsetOf } from '../../time/format';
import { useNow } from '../../time/ticking';
import drawerClasses from '../report-drawer/report-drawer.module.css';

export function MissionFacts({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const now = useNow();
  const language = currentLanguage();
  const facts: [name: string, value: ReactNode][] = [
    [
      t('missions.detail.time'),
      <span className="figures">{`${formatMoment(now, language, mission.timezone, now)} (${mission.timezone}, UTC${offsetOf(mission.timezone, now)})`}</span>,
    ],
    [
      t('missions.detail.phone'),
      mission.phone === null ? t('missions.detail.noPhone') : <Anchor href={`tel:${mission.phone}`}>{mission.phone}</Anchor>,
    ],
    [
      t('missions.detail.coordinates'),
      <span className="figures">{`${mission.lat.toFixed(3)}, ${mission.lng.toFixed(3)} (${t('missions.detail.accuracy', { km: mission.coordAccuracyKm })})`}</span>,
    ],
    [
      t('missions.detail.airport'),
      mission.airport === null ? '–' : `${mission.airport.iata} · ${t('parts.kilometres', { count: Math.round(mission.airport.km) })}`,
    ],
    [t('missions.detail.primary'), mission.primaryHubId === null ? '–' : <MissionName id={mission.primaryHubId} />],
    [t('missions.detail.alternate'), mission.alternateHubId === null ? '–' : <MissionName id={mission.alternateHubId} />],
    [t('missions.detail.serves'), mission.countriesServed.map((iso2) => countryName(iso2, language)).join(', ') || '–'],
  ];
  return (
    <Panel title={language === 'ko' ? mission.cityKo : mission.cityEn}>
      <dl className={drawerClasses['facts']} style={{ gridTemplateColumns: '150px minmax(0, 1fr)' }}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
