import { Alert, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentView } from '@bongsu/incidents/contract';
import { useMay } from '../../app/session';
import { useDirectory } from '../../data/missions';
import { SealFields } from '../seal/seal-fields';
import { suggestedGround } from '../seal/suggested-ground';
import { type ReportDraft, categoryOf } from './draft';

/** As long as nobody has said which mission it is for, whoever may seal anywhere may wish it. */
export function useMaySeal(missionId: string | null): boolean {
  const may = useMay();
  const mission = missionId ?? undefined;
  return may('incidents.seal', mission) && may('incidents.open', mission);
}

/** What nobody else may ever see is opened as a sealed incident first; whoever cannot is told whom to call instead of filing it. */
export function SealChoice({
  draft,
  missionId,
  title,
  opened,
  onChange,
  errorOf,
}: {
  draft: ReportDraft;
  missionId: string | null;
  title: string;
  opened: IncidentView | null;
  onChange: (part: Partial<ReportDraft>) => void;
  errorOf: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const maySeal = useMaySeal(missionId);
  const directory = useDirectory();
  const category = categoryOf(draft);
  if (opened !== null) return <Alert color="orange">{t('seal.form.opened', { code: opened.code })}</Alert>;
  const elsewhere = maySeal || missionId === null ? undefined : t('seal.form.elsewhere', { mission: directory.nameOf(missionId) });
  if (!maySeal && !draft.sealed)
    return elsewhere === undefined || suggestedGround(category) === null ? null : <Alert color="orange">{elsewhere}</Alert>;
  return (
    <SealFields
      label={t('seal.form.mustBe')}
      notHere={elsewhere}
      wish={{ sealed: draft.sealed, ground: draft.sealGround }}
      category={category}
      onChange={({ sealed, ground }) => onChange({ sealed, sealGround: ground })}
      error={errorOf('seal') ?? errorOf('seal.ground')}
    >
      <Text size="sm">{t('seal.form.reportFirst')}</Text>
      <TextInput
        label={t('seal.form.title')}
        value={draft.sealTitle ?? title}
        onChange={(event) => onChange({ sealTitle: event.currentTarget.value })}
        required
        maxLength={160}
        error={errorOf('title')}
      />
    </SealFields>
  );
}
