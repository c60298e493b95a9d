import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoardClock, clocksOf } from '@bongsu/situation/contract';
import { useBoard } from '../../live/live-context';
import { Countdown } from '../../parts/countdown';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { ClockWords } from '../board/incident-row';
import classes from './incident.module.css';

export function ClocksPanel({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const board = useBoard();
  const clocks = useMemo(() => together(clocksOf(board, incidentId)), [board, incidentId]);
  return (
    <Panel title={t('incident.clocks.title')} count={clocks.length} flush>
      {clocks.length === 0 ? (
        <Nothing title={t('incident.clocks.none')} />
      ) : (
        <ul className={classes['rows']}>
          {clocks.map(({ clock, others }) => (
            <li key={`${clock.code}${clock.subjectId}`} className={classes['clock']}>
              <span>
                <ClockWords clock={clock} />
                {others > 0 && ` ${t('board.moreClocks', { count: others })}`}
              </span>
              <Countdown dueAt={clock.dueAt} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Officers on the same flight have one clock between them. */
function together(clocks: readonly BoardClock[]): { clock: BoardClock; others: number }[] {
  const groups = new Map<string, { clock: BoardClock; others: number }>();
  for (const clock of clocks) {
    const key =
      clock.code === 'arrival-expected' ? [clock.code, clock.dueAt.slice(0, 16), clock.missionId].join('|') : clock.subjectId + clock.code;
    const known = groups.get(key);
    if (known) known.others += 1;
    else groups.set(key, { clock, others: 0 });
  }
  return [...groups.values()];
}
