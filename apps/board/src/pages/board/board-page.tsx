import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './board.module.css';
import { BoardMap, type Locate } from './board-map';
import { IncidentList } from './incident-list';
import { ReportInbox } from './report-inbox';
import { Ticker } from './ticker';
import { Totals } from './totals';

type Side = 'incidents' | 'map' | 'inbox' | 'latest';

/** The whole situation on one screen; on a narrow one, one of its four parts at a time. */
export function BoardPage() {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const [side, setSide] = useState<Side>('incidents');
  const [chosenId, choose] = useState<string | null>(null);
  const [locate, setLocate] = useState<Locate | null>(null);
  const showOnMap = (incidentId: string): void => {
    setSide('map');
    choose(incidentId);
    setLocate((before) => ({ incidentId, times: (before?.times ?? 0) + 1 }));
  };

  if (narrow) {
    return (
      <div className={classes['narrow']}>
        <h1 className={classes['hidden']}>{t('shell.nav.board')}</h1>
        <Totals />
        <SegmentedControl
          fullWidth
          value={side}
          onChange={(value) => setSide(value)}
          data={[
            { value: 'incidents', label: t('board.list.title') },
            { value: 'map', label: t('board.map') },
            { value: 'inbox', label: t('board.inboxShort') },
            { value: 'latest', label: t('board.latest') },
          ]}
        />
        <div className={classes['narrowBody']}>
          {side === 'incidents' && <IncidentList chosenId={chosenId} onChoose={choose} onLocate={showOnMap} />}
          {side === 'map' && <BoardMap chosenId={chosenId} locate={locate} />}
          {side === 'inbox' && <ReportInbox />}
          {side === 'latest' && <Ticker />}
        </div>
      </div>
    );
  }
  return (
    <div className={classes['board']}>
      <h1 className={classes['hidden']}>{t('shell.nav.board')}</h1>
      <Totals />
      <div className={classes['map']}>
        <BoardMap chosenId={chosenId} locate={locate} />
      </div>
      <Ticker />
      <div className={classes['side']}>
        <IncidentList chosenId={chosenId} onChoose={choose} onLocate={showOnMap} />
        <ReportInbox />
      </div>
    </div>
  );
}
