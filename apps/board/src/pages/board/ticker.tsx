import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLive } from '../../live/live-context';
import { Moment } from '../../parts/moment';
import { SealSign } from '../../parts/seal-badge';
import { useEntryLine } from '../../parts/entry-line/use-entry-line';
import { useShownZone } from '../../time/shown-zone';
import { wallTimeOf } from '../../time/wall-time';
import classes from './board.module.css';

/** What happened last, newest first; one line each. */
export function Ticker() {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const recent = useLive((view) => view.state.recent);
  const archivedUntil = useLive((view) => view.state.archivedUntil);
  const incidents = useLive((view) => view.state.incidents);
  const lineOf = useEntryLine();
  return (
    <section className={classes['ticker']} aria-label={t('board.ticker')}>
      {archivedUntil !== undefined && <p>{t('board.archived', { until: wallTimeOf(archivedUntil, zone).slice(0, 10) })}</p>}
      {recent.length === 0 && <p>{t('board.noTicker')}</p>}
      <ol>
        {recent.slice(0, 24).map((entry) => {
          const { what, facts } = lineOf(entry);
          const code = entry.incidentId === null ? undefined : incidents[entry.incidentId]?.code;
          const words = [code === undefined || what.includes(code) ? null : code, what, ...facts].filter(Boolean).join(' · ');
          return (
            <li key={entry.id}>
              <Moment at={entry.at} /> <SealSign incidentId={entry.incidentId} short />{' '}
              {entry.incidentId === null ? words : <Link to={`/incidents/${entry.incidentId}`}>{words}</Link>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
