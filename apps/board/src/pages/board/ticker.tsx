import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDirectory } from '../../data/missions';
import { useLive } from '../../live/live-context';
import { Moment } from '../../parts/moment';
import { sayKind } from '../../parts/say-entry';
import classes from './board.module.css';

/** What happened last, newest first; one line each. */
export function Ticker() {
  const { t } = useTranslation();
  const recent = useLive((view) => view.state.recent);
  const directory = useDirectory();
  return (
    <section className={classes['ticker']} aria-label={t('board.ticker')}>
      {recent.length === 0 && <p>{t('board.noTicker')}</p>}
      <ol>
        {recent.slice(0, 24).map((entry) => {
          const words = [sayKind(entry.kind, t), entry.note, entry.missionId === null ? null : directory.nameOf(entry.missionId)]
            .filter(Boolean)
            .join(' · ');
          return (
            <li key={entry.id}>
              <Moment at={entry.at} /> {entry.incidentId === null ? words : <Link to={`/incidents/${entry.incidentId}`}>{words}</Link>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
