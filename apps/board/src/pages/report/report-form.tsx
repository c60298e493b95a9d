import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type FileReportInput, type ReportView, categories, channels, evidenceGrades, urgencies } from '@bongsu/incidents/contract';
import { fieldError } from '../../api/problem';
import { useCompetence } from '../../data/competent';
import { useDeed } from '../../data/deed';
import { useDirectory } from '../../data/missions';
import { Failure } from '../../parts/failure';
import { deviceZone } from '../../time/wall-time';
import { CompetentCard } from './competent-card';
import { type ReportDraft, categoryOf, evidenceOf, reportToFile, useDraft } from './draft';
import { MoreFacts } from './more-facts';
import { PlaceMap } from './place-map';
import classes from './report.module.css';
import { When } from './when';
import { Where } from './where';

/** Fields in the order in which a caller says it; everything but what and where has a sensible default. */
export function ReportForm({ onFiled }: { onFiled: (report: ReportView) => void }) {
  const { t } = useTranslation();
  const { draft, change, clear } = useDraft();
  const directory = useDirectory();
  const competence = useCompetence(draft.point, draft.countryIso2);
  const placeZone = directory.find(competence.answer?.missionId ?? null)?.timezone ?? deviceZone();
  const deed = useDeed<ReportView>([['reports']], { quiet: true });
  const errorOf = (field: string): string | undefined => fieldError(deed.error, field);

  // "Just now" is fixed when the report is first sent: the same draft sent again is the same report, to the millisecond.
  const sent = useRef<{ draft: ReportDraft; body: FileReportInput } | null>(null);

  const submit = (): void => {
    if (sent.current?.draft !== draft) sent.current = { draft, body: reportToFile(draft, placeZone) };
    deed.do({ path: '/reports', body: sent.current.body }, (report) => {
      clear();
      onFiled(report);
    });
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('report.what')}
          placeholder={t('report.whatPlaceholder')}
          value={draft.summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
          required
          maxLength={500}
          autosize
          minRows={2}
          size="md"
          autoFocus
          error={errorOf('summary')}
        />
        <Where draft={draft} onChange={change} errorOf={errorOf} />
        <div>
          <Text size="sm" fw={500} mb={3} id="urgency-label">
            {t('report.urgency')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="urgency-label"
            className={classes['urgency'] ?? ''}
            value={draft.urgency}
            onChange={(value) => change({ urgency: value })}
            data={urgencies.map((value) => ({ value, label: `${value} ${t(`vocabulary.urgency.${value}`)}` }))}
          />
        </div>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          <Select
            label={t('report.category')}
            data={categories.map((value) => ({ value, label: t(`vocabulary.category.${value}`) }))}
            value={categoryOf(draft)}
            onChange={(value) => change({ category: value })}
            searchable
            required
            error={errorOf('category')}
          />
          <Select
            label={t('report.channel')}
            data={channels.filter((channel) => channel !== 'feed').map((value) => ({ value, label: t(`vocabulary.channel.${value}`) }))}
            value={draft.channel}
            onChange={(value) => change({ channel: value ?? 'phone' })}
            allowDeselect={false}
            error={errorOf('channel')}
          />
          <Select
            label={t('report.evidence')}
            data={evidenceGrades.map((value) => ({ value, label: `${value} · ${t(`vocabulary.evidence.${value}`)}` }))}
            value={evidenceOf(draft)}
            onChange={(value) => change({ evidence: value })}
            allowDeselect={false}
            error={errorOf('evidenceGrade')}
          />
        </SimpleGrid>
        <When draft={draft} placeZone={placeZone} onChange={change} error={errorOf('occurredAt')} />
        <MoreFacts draft={draft} onChange={change} errorOf={errorOf} />
        {deed.error !== null && <Failure error={deed.error} />}
        <Group justify="space-between">
          <Text size="xs" c="dimmed" flex={1} miw={160}>
            {t('report.draft')}
          </Text>
          <Group gap="sm">
            <Button variant="subtle" color="gray" onClick={clear}>
              {t('report.clear')}
            </Button>
            <Button type="submit" size="md" loading={deed.pending}>
              {t('report.submit')}
            </Button>
          </Group>
        </Group>
      </Stack>
      <Stack gap="sm" className={classes['aside'] ?? ''}>
        <CompetentCard competence={competence} />
        <PlaceMap point={draft.point} onPick={(point) => change({ point, pointIs: 'exact', pointBy: 'hand' })} />
      </Stack>
    </form>
  );
}
