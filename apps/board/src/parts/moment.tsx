import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Instant } from '@bongsu/kernel';
import { currentLanguage } from '../i18n';
import { KST, formatMoment } from '../time/format';
import { useShownZone } from '../time/shown-zone';
import { useNow } from '../time/ticking';

/** A time in the zone the operator chose; the hint says it in UTC, in Korea and, when known, at the place. */
export function Moment({ at, zone: placeZone }: { at: Instant | null; zone?: string | undefined }) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const now = useNow();
  const language = currentLanguage();
  if (at === null) return <span>{t('parts.unknown')}</span>;
  const lines = [
    `${formatMoment(at, language, 'UTC', now)} ${t('parts.time.utc')}`,
    `${formatMoment(at, language, KST, now)} ${t('parts.time.kst')}`,
    ...(placeZone !== undefined && placeZone !== 'UTC'
      ? [`${formatMoment(at, language, placeZone, now)} ${t('parts.time.local')} (${placeZone})`]
      : []),
  ];
  return (
    <Tooltip label={<span style={{ whiteSpace: 'pre-line' }}>{lines.join('\n')}</span>}>
      <time dateTime={at} className="figures">
        {formatMoment(at, language, zone, now)}
      </time>
    </Tooltip>
  );
}
