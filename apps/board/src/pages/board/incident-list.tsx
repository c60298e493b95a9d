import { Skeleton, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { incidentsByClock, isOpen } from '@bongsu/situation/contract';
import { useBoard, useLive } from '../../live/live-context';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { useNow } from '../../time/ticking';
import classes from './board.module.css';
import { incidentFigures } from './incident-figures';
import { IncidentRow } from './incident-row';

/** The open incidents, the one whose clock runs out first on top. */
export function IncidentList({
  chosenId,
  onChoose,
  onLocate,
}: {
  chosenId: string | null;
  onChoose: (incidentId: string) => void;
  onLocate: (incidentId: string) => void;
}) {
  const { t } = useTranslation();
  const board = useBoard();
  const loaded = useLive((view) => view.loaded);
  const now = useNow();
  const open = useMemo(() => incidentsByClock(board, now).filter(({ incident }) => isOpen(incident)), [board, now]);
  const figuresOf = useMemo(() => incidentFigures(board), [board]);
  return (
    <Panel title={t('board.incidents')} count={loaded ? open.length : undefined} flush>
      {!loaded ? (
        <Waiting rows={5} />
      ) : open.length === 0 ? (
        <Nothing title={t('board.noIncidents')}>{t('board.noIncidentsHint')}</Nothing>
      ) : (
        <ol className={classes['list']}>
          {open.map((entry) => (
            <IncidentRow
              key={entry.incident.id}
              entry={entry}
              figures={figuresOf(entry.incident.id)}
              chosen={entry.incident.id === chosenId}
              onChoose={() => onChoose(entry.incident.id)}
              onLocate={() => onLocate(entry.incident.id)}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

export function Waiting({ rows }: { rows: number }) {
  return (
    <Stack p="sm" gap="sm" aria-busy>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} h={58} />
      ))}
    </Stack>
  );
}
