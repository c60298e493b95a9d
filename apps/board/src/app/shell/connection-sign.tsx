import { Tooltip } from '@mantine/core';
import { IconCloudOff, IconPlugConnected, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n';
import type { Connection } from '../../live/connection';
import { useLive } from '../../live/live-context';
import { formatTime } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import classes from './shell.module.css';

const icons = { loading: IconRefresh, connected: IconPlugConnected, 'catching-up': IconRefresh, offline: IconCloudOff } as const;

/** Whether what one sees is the present: a sign and a sentence, read aloud when it changes. */
export function ConnectionSign() {
  const connection = useLive((view) => view.connection);
  const { text, hint } = useConnectionWords(connection);
  const Icon = icons[connection.phase];
  return (
    <Tooltip label={hint}>
      <div className={classes['connection']} data-phase={connection.phase} role="status" aria-live="polite">
        <Icon size={16} aria-hidden />
        <span className="figures">{text}</span>
      </div>
    </Tooltip>
  );
}

/** Across the page while the picture stands still, so that nobody decides on old facts without knowing it. */
export function OfflineBanner() {
  const connection = useLive((view) => view.connection);
  const { hint } = useConnectionWords(connection);
  if (connection.phase !== 'offline') return null;
  return (
    <div className={classes['offline']} role="alert">
      <IconCloudOff size={16} aria-hidden />
      {hint}
    </div>
  );
}

function useConnectionWords(connection: Connection): { text: string; hint: string } {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  if (connection.phase === 'loading') return { text: t('shell.connection.loading'), hint: t('shell.connection.loading') };
  if (connection.phase === 'offline') {
    const time = formatTime(connection.since, currentLanguage(), zone);
    return { text: t('shell.connection.offline', { time }), hint: t('shell.connection.offlineHint', { time }) };
  }
  return { text: t(`shell.connection.${connection.phase}`), hint: t(`shell.connection.${connection.phase}Hint`) };
}
