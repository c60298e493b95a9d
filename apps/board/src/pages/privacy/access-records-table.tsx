import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AccessRecordView } from '@bongsu/access/contract';
import { Moment } from '../../parts/moment';
import stacked from '../../parts/stacked-table.module.css';
import { isWay } from './access-question';
import { sayBasis, saySubject, sayTask } from './say-record';

/** One line for each reading: when, who, from where, whose data, what for. Who and whose lead to all that is on record of them. */
export function AccessRecordsTable({ rows }: { rows: readonly AccessRecordView[] }) {
  const { t } = useTranslation();
  return (
    <div className={stacked['wide']}>
      <Table striped verticalSpacing="xs" className={stacked['table'] ?? ''}>
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
              <Table.Td data-title>
                <Moment at={row.at} />
              </Table.Td>
              <Table.Td data-row data-label={t('privacy.column.reader')}>
                <Named by="reader" id={row.reader.id} words={row.reader.displayName ?? t(`privacy.reader.${row.reader.kind}`)} />
              </Table.Td>
              <Table.Td data-row data-label={t('privacy.column.place')}>
                <div>
                  {row.address}
                  <Small>{row.device}</Small>
                </div>
              </Table.Td>
              <Table.Td data-row data-label={t('privacy.column.subject')}>
                <Named by={row.subject.type} id={row.subject.id} words={saySubject(row, t)} />
              </Table.Td>
              <Table.Td data-row data-label={t('privacy.column.task')}>
                <div>
                  {sayTask(row, t)}
                  {row.incidentId !== null && <Small>{row.incidentId}</Small>}
                </div>
              </Table.Td>
              <Table.Td data-row data-label={t('privacy.column.basis')}>
                {sayBasis(row, t)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Named({ by, id, words }: { by: string; id: string; words: string }) {
  return (
    <div>
      {isWay(by) ? (
        <Anchor component={Link} to={`/privacy?by=${by}&id=${encodeURIComponent(id)}`} size="sm" underline="always">
          {words}
        </Anchor>
      ) : (
        words
      )}
      <Small>{id}</Small>
    </div>
  );
}

function Small({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" className="figures" maw={260} truncate title={children}>
      {children}
    </Text>
  );
}
