import { Checkbox, Group, Stack, Table, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { incidentsByClock, isOpen } from '@bongsu/situation/contract';
import { useDirectory } from '../../data/missions';
import { useBoard, useLive } from '../../live/live-context';
import { LevelBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { useNow } from '../../time/ticking';
import { ClockWords } from '../board/incident-row';

/** All incidents as a table; the same order as on the board. */
export function IncidentsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const board = useBoard();
  const loaded = useLive((view) => view.loaded);
  const directory = useDirectory();
  const now = useNow();
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
      ) : (
        <Table.ScrollContainer minWidth={900} className="surface">
          <Table highlightOnHover stickyHeader verticalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                {(['clock', 'incident', 'urgency', 'level', 'state', 'mission', 'reports', 'opened'] as const).map((column) => (
                  <Table.Th key={column}>{t(`board.list.columns.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ incident, clock }) => (
                <Table.Tr key={incident.id} onClick={() => void navigate(`/incidents/${incident.id}`)} style={{ cursor: 'pointer' }}>
                  <Table.Td w={220}>
                    {clock === null ? (
                      t('board.noClock')
                    ) : (
                      <>
                        <Countdown dueAt={clock.dueAt} />
                        <div style={{ fontSize: 12.5, color: 'var(--text-dim)' }}>
                          <ClockWords clock={clock} />
                        </div>
                      </>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <Link to={`/incidents/${incident.id}`} onClick={(event) => event.stopPropagation()} className="quiet-link">
                      <span className="figures">{incident.code}</span> {incident.title}
                    </Link>
                  </Table.Td>
                  <Table.Td>
                    <UrgencyBadge urgency={incident.urgency} short />
                  </Table.Td>
                  <Table.Td>
                    <LevelBadge level={incident.alertLevel} />
                  </Table.Td>
                  <Table.Td>
                    <StateBadge>{t(`vocabulary.incidentState.${incident.state}`)}</StateBadge>
                  </Table.Td>
                  <Table.Td>{incident.missionId === null ? t('board.unassigned') : <MissionName id={incident.missionId} />}</Table.Td>
                  <Table.Td className="figures">{incident.reportIds.length}</Table.Td>
                  <Table.Td>
                    <Moment at={incident.openedAt} zone={incident.zone} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
