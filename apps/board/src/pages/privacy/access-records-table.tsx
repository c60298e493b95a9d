import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccessRecordView } from '@bongsu/access/contract';
import { Moment } from '../../parts/moment';
import { sayBasis, saySubject, sayTask } from './say-record';

/** One line for each reading: when, who, from where, whose data, what for. */
export function AccessRecordsTable({ rows }: { rows: readonly AccessRecordView[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table striped verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['at', 'reader', 'place', 'subject', 'task', 'basis'] as const).map((column) => (
              <Table.Th key={column}>{t(`privacy.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            <Table.Tr key={`${row.correlationId} ${row.subject.id} ${String(at)}`}>
              <Table.Td>
                <Moment at={row.at} />
              </Table.Td>
              <Table.Td>
                {t(`privacy.reader.${row.reader.kind}`)}
                <Small>{row.reader.id}</Small>
              </Table.Td>
              <Table.Td>
                {row.address}
                <Small>{row.device}</Small>
              </Table.Td>
              <Table.Td>
                {saySubject(row, t)}
                <Small>{row.subject.id}</Small>
              </Table.Td>
              <Table.Td>
                {sayTask(row, t)}
                {row.incidentId !== null && <Small>{row.incidentId}</Small>}
              </Table.Td>
              <Table.Td>{sayBasis(row, t)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Small({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" className="figures" maw={260} truncate title={children}>
      {children}
    </Text>
  );
}
