import { Tooltip } from '@mantine/core';
import { IconCloudOff, IconDatabaseOff, IconHourglass, IconPlugConnected, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Instant, msBetween } from '@bongsu/kernel';
import { currentLanguage } from '../../i18n';
import type { Connection } from '../../live/connection';
import { useLive } from '../../live/live-context';
import { formatSpan, formatTime } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import { useNow } from '../../time/ticking';
import { useMay } from '../session';
import classes from './shell.module.css';

const icons = { loading: IconRefresh, connected: IconPlugConnected, 'catching-up': IconRefresh, offline: IconCloudOff } as const;

/** Whether what one sees is the present: a sign and a sentence, read aloud when it changes. */
export function ConnectionSign() {
  const connection = useLive((view) => view.connection);
  const { text, hint } = useConnectionWords(connection);
  if (!useMay()('situation.read')) return null;
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
  const { t } = useTranslation();
  const { time, age } = useAge(connection.phase === 'offline' ? connection.since : null);
  if (connection.phase !== 'offline') return null;
  return (
    <div className={classes['offline']} role="alert">
      <IconCloudOff size={16} aria-hidden />
      <span>
        {t('shell.connection.offlineHint', { time })} <Age text={age} />
      </span>
    </div>
  );
}

/** What the server can do without at present, as it says itself: what goes on, what waits, and how old the picture is. It goes as it came. */
export function ConditionBanner() {
  const { away } = useLive((view) => view.condition);
  const { t } = useTranslation();
  const { time, age } = useAge(away.database ?? null);
  const queues = useAge(away.queues ?? null);
  if (away.database !== undefined)
    return (
      <div className={classes['offline']} role="alert">
        <IconDatabaseOff size={16} aria-hidden />
        <span>
          {t('shell.condition.database', { time })} <Age text={age} />
        </span>
      </div>
    );
  if (away.queues === undefined) return null;
  return (
    <div className={classes['waits']} role="status">
      <IconHourglass size={16} aria-hidden />
      <span>{t('shell.condition.queues', { time: queues.time })}</span>
    </div>
  );
}

/** Since when, on the operator's clock, and how long ago that is. */
function useAge(since: Instant | null): { time: string; age: string } {
  const { zone } = useShownZone();
  const now = useNow();
  const language = currentLanguage();
  if (since === null) return { time: '', age: '' };
  return { time: formatTime(since, language, zone), age: formatSpan(Math.max(0, msBetween(since, now)), language) };
}

/** It runs every second: nobody wants it read aloud. */
function Age({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <span className="figures" aria-hidden>
      {t('shell.connection.age', { age: text })}
    </span>
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
