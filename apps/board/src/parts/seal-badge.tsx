import { Tooltip } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SealGround } from '@bongsu/incidents/contract';
import { useLive } from '../live/live-context';
import classes from './badges.module.css';

/** Sealed, and why: a lock, a word and a colour of its own. `short` leaves the ground to the hint where a line has no room. */
export function SealBadge({ ground, short = false }: { ground: SealGround; short?: boolean }) {
  const { t } = useTranslation();
  const why = t(`vocabulary.sealGround.${ground}`);
  const whole = t('seal.badgeOf', { ground: why });
  return (
    <Tooltip label={whole} disabled={!short}>
      <span className={classes['seal']} role="img" aria-label={whole}>
        <IconLock size={13} stroke={2.4} aria-hidden />
        {short ? t('seal.badge') : `${t('seal.badge')} · ${why}`}
      </span>
    </Tooltip>
  );
}

/** The badge of an incident that is on this board and sealed; nothing of any other. For whatever belongs to it. */
export function SealSign({ incidentId, short = false }: { incidentId: string | null; short?: boolean }) {
  const ground = useLive(({ state }) => (incidentId === null ? null : (state.incidents[incidentId]?.seal ?? null)));
  return ground === null ? null : <SealBadge ground={ground} short={short} />;
}
