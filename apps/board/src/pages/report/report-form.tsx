import { Button, Group, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReportView, channels, evidenceGrades } from '@bongsu/incidents/contract';
import { ApiError } from '../../api/problem';
import { type Content, type Errand, contentOf } from '../../outbox/errand';
import { outboxDesk } from '../../outbox/outbox-desk';
import { currentLanguage } from '../../i18n';
import { countryName } from '../../map/country-codes';
import { useCompetence } from '../../data/competent';
import { useDeed } from '../../data/deed';
import { useDirectory } from '../../data/missions';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { deviceZone } from '../../time/wall-time';
import { CompetentCard } from './competent-card';
import { type ReportDraft, categoryOf, evidenceOf, reportToFile, sealedToOpen, useDraft } from './draft';
import { KindChoice } from './kind-choice';
import { MoreFacts } from './more-facts';
import { PlaceMap } from './place-map';
import classes from './report.module.css';
import { SealChoice, useMaySeal } from './seal-choice';
import { UrgencyChoice } from './urgency-choice';
import { useSealedFiling } from '../seal/sealed-filing';
import { When } from './when';
import { Where } from './where';

/** Fields in the order in which a caller says it; everything but what and where has a sensible default. */
export function ReportForm({ onFiled, onKept }: { onFiled: (report: ReportView) => void; onKept: () => void }) {
  const { t } = useTranslation();
  const { draft, change, clear } = useDraft();
  const directory = useDirectory();
  const competence = useCompetence(draft.point, draft.countryIso2);
  const placeZone = directory.find(competence.answer?.missionId ?? null)?.timezone ?? deviceZone();
  const deed = useDeed<ReportView>([['reports']], { quiet: true });
  const sealing = useSealedFiling();
  const error = sealing.error ?? deed.error;
  const errorOf = (field: string): string | undefined => fieldError(error, field);
  const missionId = competence.answer?.missionId ?? null;
  const maySeal = useMaySeal(missionId);
  const country = competence.answer?.countryIso2 ?? draft.countryIso2;
  const title =
    `${country === null ? '' : countryName(country, currentLanguage())} ${t(`vocabulary.category.${categoryOf(draft) ?? 'other'}`)}`.trim();
  const sealed = draft.sealed || sealing.opened !== null;

  // "Just now" is fixed when the report is first sent: the same draft sent again is the same report, to the millisecond.
  const sent = useRef<{ draft: ReportDraft; content: Content & { errand: Errand } } | null>(null);

  const done = (): void => {
    if (draft.replaces !== null) void outboxDesk.remove(draft.replaces);
    sent.current = null;
    clear();
  };
  /** What cannot be sent is kept, with its keys: should the server have it already, it is filed once all the same. */
  const keep = async (content: Content & { errand: Errand }, tried: boolean): Promise<boolean> => {
    const kept = await outboxDesk.keep(content.errand, content, tried);
    if (!kept) return false;
    done();
    onKept();
    return true;
  };
  const send = ({ errand, keys, opened }: Content & { errand: Errand }): void => {
    if (errand.kind === 'acknowledge') return;
    const failed = (error: unknown, open = opened): void => {
      if (error instanceof ApiError && error.unreachable)
        void keep({ errand, keys, ...(open === undefined ? {} : { opened: open }) }, true);
    };
    if (errand.kind === 'sealed-report')
      return sealing.file(errand.incident, errand.report, { keys, done, failed: (error, open) => failed(error, open ?? opened) });
    deed.do(
      { path: '/reports', body: errand.report, idempotencyKey: keys[1] },
      (report) => {
        done();
        onFiled(report);
      },
      failed,
    );
  };
  const submit = async (): Promise<void> => {
    if (sent.current?.draft !== draft) {
      const report = reportToFile(draft, placeZone);
      const errand: Errand = sealed
        ? { kind: 'sealed-report', incident: sealedToOpen(draft, report, missionId, title), report }
        : { kind: 'report', report };
      const { id, code } = sealing.opened ?? {};
      sent.current = {
        draft,
        content: { ...contentOf(errand), errand, ...(id === undefined || code === undefined ? {} : { opened: { id, code } }) },
      };
    }
    const { content } = sent.current;
    // Without a line there is nothing to wait for.
    if (!navigator.onLine && (await keep(content, false))) return;
    send(content);
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
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
        <UrgencyChoice value={draft.urgency} onChange={(urgency) => change({ urgency })} />
        <KindChoice draft={draft} onChange={change} error={errorOf('category')} />
        <SealChoice draft={draft} missionId={missionId} title={title} opened={sealing.opened} onChange={change} errorOf={errorOf} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
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
        {error !== null && <Failure error={error} />}
        <Group justify="space-between">
          <Text size="xs" c="dimmed" flex={1} miw={160}>
            {t('report.draft')}
          </Text>
          <Group gap="sm">
            <Button variant="subtle" color="gray" onClick={clear}>
              {t('report.clear')}
            </Button>
            <Button
              type="submit"
              size="md"
              loading={deed.pending || sealing.pending}
              disabled={draft.sealed && (draft.sealGround === null || (sealing.opened === null && !maySeal))}
            >
              {t(sealed ? 'seal.form.submit' : 'report.submit')}
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
