import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n';
import { KST, formatTime } from '../../time/format';
import { type ShownZone, useShownZone } from '../../time/shown-zone';
import { useNow } from '../../time/ticking';
import { deviceZone } from '../../time/wall-time';
import classes from './shell.module.css';

/** Three clocks; the one that is pressed is the zone in which every time on the board is written. */
export function Clocks() {
  const { t } = useTranslation();
  const { shown, show } = useShownZone();
  const now = useNow();
  const clocks: { name: ShownZone; label: string; zone: string }[] = [
    { name: 'utc', label: t('shell.clock.utc'), zone: 'UTC' },
    { name: 'kst', label: t('shell.clock.kst'), zone: KST },
    ...(deviceZone() === KST || deviceZone() === 'UTC'
      ? []
      : [{ name: 'device' as const, label: t('shell.clock.local'), zone: deviceZone() }]),
  ];
  return (
    <div className={classes['clocks']} role="group" aria-label={t('shell.clock.zones')}>
      {clocks.map(({ name, label, zone }) => (
        <UnstyledButton
          key={name}
          className={classes['clock']}
          aria-pressed={shown === name}
          title={t('shell.clock.shown', { zone: label })}
          onClick={() => show(name)}
        >
          <span className={classes['zone']}>{label}</span>
          <span className="figures">{formatTime(now, currentLanguage(), zone, true)}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
