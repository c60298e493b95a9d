import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Instant, msBetween } from '@bongsu/kernel';
import { currentLanguage } from '../i18n';
import { formatCountdown } from '../time/format';
import { useNow } from '../time/ticking';
import classes from './countdown.module.css';

const SOON_MS = 5 * 60_000;

/** A deadline that runs: time left, or by how much it has passed, in words and with a sign as well as in colour. */
export function Countdown({ dueAt, large = false }: { dueAt: Instant; large?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const left = msBetween(now, dueAt);
  const late = left < 0;
  const span = formatCountdown(now, dueAt, currentLanguage());
  return (
    <span
      role="timer"
      className={`${classes['countdown'] ?? ''} figures`}
      data-state={late ? 'late' : left < SOON_MS ? 'soon' : 'running'}
      data-large={large}
    >
      {late && <IconAlertTriangle size={large ? 16 : 13} aria-hidden />}
      {late ? t('parts.overdueBy', { span }) : t('parts.left', { span })}
    </span>
  );
}
