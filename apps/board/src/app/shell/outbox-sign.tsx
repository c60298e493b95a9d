import { IconMailForward } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLive } from '../../live/live-context';
import { outboxDesk, useOutbox } from '../../outbox/outbox-desk';
import classes from './shell.module.css';

/** How much waits in this browser or was answered since; nothing when there is nothing. */
export function OutboxSign() {
  const { t } = useTranslation();
  const { items } = useOutbox();
  const { phase } = useLive((view) => view.connection);
  const { away } = useLive((view) => view.condition);
  const isReached = phase === 'connected' && away.database === undefined;
  const was = useRef(isReached);
  // The live line knows first that there is a way again.
  useEffect(() => {
    if (isReached && !was.current) outboxDesk.sendNow();
    was.current = isReached;
  }, [isReached]);
  if (items.length === 0) return null;
  const unsent = items.filter(({ state }) => state !== 'ended').length;
  const refused = items.some(({ content }) => content?.outcome?.is === 'refused');
  return (
    <Link to="/outbox" className={classes['outbox'] ?? ''} data-unsent={unsent > 0 || refused} role="status">
      <IconMailForward size={16} aria-hidden />
      {/* On a telephone there is room for the figure alone. */}
      <b aria-hidden className="figures">
        {unsent > 0 ? unsent : items.length}
      </b>
      <span>
        {unsent > 0
          ? t('outbox.unsent', { count: unsent })
          : t(refused ? 'outbox.answeredRefused' : 'outbox.answered', { count: items.length })}
      </span>
    </Link>
  );
}
