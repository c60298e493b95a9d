import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportCopyView } from '@bongsu/situation/contract';
import { useExportCopy } from '../../data/exports';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { Panel } from '../../parts/panel';

/** From whose copy a row came that was found where it should not be. */
export function CopyTrace() {
  const { t } = useTranslation();
  const [mark, setMark] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const copy = useExportCopy(asked);
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    if (mark.trim() !== '') setAsked(mark.trim());
  };
  return (
    <Panel title={t('exporting.trace.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('exporting.trace.intro')}
        </Text>
        <form onSubmit={ask}>
          <Group align="end">
            <TextInput
              label={t('exporting.trace.mark')}
              placeholder="EXP-2026-000123-1-K7QF2M"
              value={mark}
              onChange={(event) => setMark(event.currentTarget.value)}
              w={320}
              maw="100%"
              autoComplete="off"
            />
            <Button type="submit" loading={copy.isFetching}>
              {t('exporting.trace.find')}
            </Button>
          </Group>
        </form>
        {copy.isError && <Failure error={copy.error} />}
        {copy.data !== undefined && <Facts copy={copy.data} />}
      </Stack>
    </Panel>
  );
}

function Facts({ copy }: { copy: ExportCopyView }) {
  const { t } = useTranslation();
  const named = ({ id, displayName }: ExportCopyView['takenBy']): string => `${displayName ?? '–'} (${id})`;
  const facts = [
    [t('exporting.trace.takenBy'), named(copy.takenBy)],
    [t('exporting.trace.at'), <Moment key="at" at={copy.takenAt} />],
    [t('exporting.trace.from'), `${copy.address} · ${copy.device}`],
    [t('exporting.trace.agreedBy'), copy.agreedBy === null ? t('exporting.trace.nobody') : named(copy.agreedBy)],
    [
      t('exporting.trace.why'),
      [copy.reason, t(`privacy.basis.${copy.legalBasis}`), ...(copy.caseReference === null ? [] : [copy.caseReference])].join(' · '),
    ],
  ] as const;
  return (
    <Table verticalSpacing={6}>
      <Table.Tbody>
        {facts.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w={150}>{label}</Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
