import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useSitreps } from '../../data/incidents';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import classes from './incident.module.css';

export function SitrepsPanel({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useSitreps(incident.id);
  const sitreps = [...(data ?? [])].sort((a, b) => b.number - a.number);
  return (
    <Panel title={t('incident.sitreps.title')} count={data?.length} flush>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Nothing title={t('incident.sitreps.none')} />}
      <ul className={classes['rows']}>
        {sitreps.map((sitrep) => (
          <li key={sitrep.id} className={classes['clock']}>
            <span>
              <strong>{t('incident.sitreps.number', { number: sitrep.number })}</strong> · {t('incident.sitreps.asOf')}{' '}
              <Moment at={sitrep.asOf} zone={incident.zone} />
            </span>
            <span>
              <Anchor href={sitrep.htmlUrl} target="_blank" rel="noreferrer" size="sm">
                {t('incident.sitreps.html')}
              </Anchor>
              {' · '}
              <Anchor href={sitrep.pdfUrl} target="_blank" rel="noreferrer" size="sm">
                {t('incident.sitreps.pdf')}
              </Anchor>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
