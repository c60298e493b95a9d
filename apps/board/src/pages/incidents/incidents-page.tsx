import { useMediaQuery } from '@mantine/hooks';
import { Checkbox, Group, Stack, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { incidentsByClock, isOpen } from '@bongsu/situation/contract';
import { useDirectory } from '../../data/missions';
import { useBoard, useLive } from '../../live/live-context';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { useNow } from '../../time/ticking';
import { Panel } from '../../parts/panel';
import boardClasses from '../board/board.module.css';
import { incidentFigures } from '../board/incident-figures';
import { IncidentRow } from '../board/incident-row';
import { IncidentsTable } from './incidents-table';

/** All incidents as a table; the same order as on the board. */
export function IncidentsPage() {
  const { t } = useTranslation();
  const board = useBoard();
  const loaded = useLive((view) => view.loaded);
  const directory = useDirectory();
  const now = useNow();
  const narrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const figuresOf = useMemo(() => incidentFigures(board), [board]);
  const [search, setSearch] = useState('');
  const [closedToo, setClosedToo] = useState(false);
  const rows = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return incidentsByClock(board, now).filter(({ incident }) => {
      if (!closedToo && !isOpen(incident)) return false;
      return wanted === '' || `${incident.code} ${incident.title} ${directory.nameOf(incident.missionId)}`.toLowerCase().includes(wanted);
    });
  }, [board, now, search, closedToo, directory]);
  if (!loaded) return <PageSkeleton />;
  return (
    <Stack p="md" gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('board.list.title')}
        </Title>
        <Group>
          <Checkbox
            label={t('board.list.showClosed')}
            checked={closedToo}
            onChange={(event) => setClosedToo(event.currentTarget.checked)}
          />
          <TextInput
            leftSection={<IconSearch size={16} />}
            aria-label={t('board.list.filter')}
            placeholder={t('board.list.filter')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            w={240}
          />
        </Group>
      </Group>
      {rows.length === 0 ? (
        <Nothing title={t('board.list.empty')}>{t('board.list.emptyHint')}</Nothing>
      ) : narrow ? (
        <Panel title={t('board.incidents')} flush>
          <ol className={boardClasses['list']}>
            {rows.map((entry) => (
              <IncidentRow key={entry.incident.id} entry={entry} figures={figuresOf(entry.incident.id)} chosen={false} />
            ))}
          </ol>
        </Panel>
      ) : (
        <IncidentsTable rows={rows} />
      )}
    </Stack>
  );
}
