import { Button, Collapse, Group, NumberInput, Stack, TextInput, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReportDraft } from './draft';

/** What may be left out; closed at first, so that the form looks as short as it is. */
export function MoreFacts({
  draft,
  onChange,
  errorOf,
}: {
  draft: ReportDraft;
  onChange: (part: Partial<ReportDraft>) => void;
  errorOf: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(draft.details !== '' || draft.best !== '' || draft.sourceNote !== '');
  const number = (value: string | number): number | '' => (typeof value === 'number' ? value : '');
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        px={4}
        leftSection={opened ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
        aria-expanded={opened}
        onClick={toggle}
      >
        {t('report.more')}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="sm" pt="xs">
          <Textarea
            label={t('report.details')}
            description={t('report.detailsHint')}
            value={draft.details}
            onChange={(event) => onChange({ details: event.currentTarget.value })}
            maxLength={10_000}
            autosize
            minRows={3}
            error={errorOf('details')}
          />
          <Group gap="sm" align="flex-end" role="group" aria-label={t('report.nationals')}>
            <NumberInput
              label={`${t('report.nationals')}: ${t('report.nationalsBest')}`}
              value={draft.best}
              onChange={(value) => onChange({ best: number(value) })}
              min={0}
              allowDecimal={false}
              flex={1}
              miw={200}
              error={errorOf('nationals.best') ?? errorOf('nationals')}
            />
            <NumberInput
              label={t('report.nationalsLow')}
              value={draft.low}
              onChange={(value) => onChange({ low: number(value) })}
              min={0}
              allowDecimal={false}
              w={110}
              error={errorOf('nationals.low')}
            />
            <NumberInput
              label={t('report.nationalsHigh')}
              value={draft.high}
              onChange={(value) => onChange({ high: number(value) })}
              min={0}
              allowDecimal={false}
              w={110}
              error={errorOf('nationals.high')}
            />
          </Group>
          <TextInput
            label={t('report.source')}
            value={draft.sourceNote}
            onChange={(event) => onChange({ sourceNote: event.currentTarget.value })}
            maxLength={500}
            error={errorOf('sourceNote')}
          />
        </Stack>
      </Collapse>
    </div>
  );
}
