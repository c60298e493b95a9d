import { ActionIcon, Anchor, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import type { SitrepView } from '@bongsu/situation/contract';
import { useMay } from '../../app/session';
import { StateBadge } from '../../parts/badges';
import { Moment } from '../../parts/moment';
import { SealSign } from '../../parts/seal-badge';
import classes from './incident.module.css';

/** One report: whether it is in force, how to read it, and what may be done about it. */
export function SitrepRow({
  incident,
  sitrep: { number, state, asOf, supersededBy, endReason, htmlUrl, pdfUrl },
  onAct,
}: {
  incident: IncidentDetail;
  sitrep: SitrepView;
  onAct: (act: 'supersede' | 'withdraw') => void;
}) {
  const { t } = useTranslation();
  const may = useMay();
  const acts = (['supersede', 'withdraw'] as const).filter((act) =>
    may(act === 'supersede' ? 'situation.sitrep.issue' : 'situation.sitrep.withdraw', incident.missionId),
  );
  return (
    <li className={classes['sitrep']} data-state={state}>
      <div className={classes['clock']}>
        <span>
          <SealSign incidentId={incident.id} short /> <strong>{t('incident.sitreps.number', { number })}</strong> ·{' '}
          {t('incident.sitreps.asOf')} <Moment at={asOf} zone={incident.zone} />
        </span>
        <span className={classes['sitrepActs']}>
          <Anchor href={htmlUrl} target="_blank" rel="noreferrer" size="sm">
            {t('incident.sitreps.html')}
          </Anchor>
          <Anchor href={pdfUrl} target="_blank" rel="noreferrer" size="sm">
            {t('incident.sitreps.pdf')}
          </Anchor>
          {state === 'issued' && acts.length > 0 && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" aria-label={t('incident.sitreps.more', { number })}>
                  <IconDots size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {acts.map((act) => (
                  <Menu.Item key={act} onClick={() => onAct(act)}>
                    {t(`incident.sitreps.${act}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </span>
      </div>
      {state !== 'issued' && (
        <p className={classes['sitrepEnd']}>
          <StateBadge tone={state === 'withdrawn' ? 'danger' : 'warn'}>{t(`incident.sitreps.state.${state}`)}</StateBadge>{' '}
          {supersededBy !== null && `${t('incident.sitreps.supersededBy', { number: supersededBy })} · `}
          {endReason}
        </p>
      )}
    </li>
  );
}
