import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { IncidentOnClock } from '@bongsu/situation/contract';
import { LevelBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { SealBadge } from '../../parts/seal-badge';
import { ClockWords } from '../board/incident-row';

export function IncidentsTable({ rows }: { rows: readonly IncidentOnClock[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
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
                {incident.seal !== null && <SealBadge ground={incident.seal} />}{' '}
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
  );
}
