import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoardState, incidentsByClock, isOpen } from '@bongsu/situation/contract';
import { useBoard } from '../../live/live-context';
import { useNow } from '../../time/ticking';
import classes from './board.module.css';
import { isLoose } from './report-inbox';

const underWay: ReadonlySet<string> = new Set(['en-route', 'in-transit', 'customs-hold', 'returning']);

/** The seven figures that are asked for first; each one is counted from the same picture as the lists. */
export function Totals() {
  const { t } = useTranslation();
  const board = useBoard();
  const now = useNow();
  const counted = useMemo(() => count(board, now), [board, now]);
  const figures = ['open', 'u1', 'overdue', 'unlinked', 'waiting', 'moving', 'arrived'] as const;
  return (
    <dl className={classes['totals']} aria-label={t('board.totals.label')}>
      {figures.map((name) => (
        <div key={name} className={classes['total']} data-alarm={(name === 'overdue' || name === 'u1') && counted[name] > 0}>
          <dt>{t(`board.totals.${name}`)}</dt>
          <dd className="figures">{counted[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

function count(board: BoardState, now: string) {
  const open = incidentsByClock(board, now).filter(({ incident }) => isOpen(incident));
  const moving = [...Object.values(board.deployments), ...Object.values(board.shipments)].filter(({ state }) => underWay.has(state));
  return {
    open: open.length,
    u1: open.filter(({ incident }) => incident.urgency === 'U1').length,
    overdue: open.filter(({ overdue }) => overdue).length,
    unlinked: Object.values(board.reports).filter(isLoose).length,
    waiting: Object.values(board.offers).filter(({ state }) => state === 'sent').length,
    moving: moving.length,
    arrived: board.totals.deploymentsArrived + board.totals.shipmentsReceived,
  };
}
