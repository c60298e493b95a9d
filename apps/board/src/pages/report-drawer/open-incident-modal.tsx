import { Group, Radio, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  type Category,
  type IncidentView,
  type OpenIncidentInput,
  type ReportView,
  type Urgency,
  categories,
  urgencies,
} from '@bongsu/incidents/contract';
import { useMay } from '../../app/session';
import { useDeed } from '../../data/deed';
import { currentLanguage } from '../../i18n';
import { countryName } from '../../map/country-codes';
import { UrgencyBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { MissionSelect } from '../../parts/mission-select';
import { sayDone } from '../../parts/say-done';
import { SealFields, type SealWish } from '../seal/seal-fields';

const NO_WISH: SealWish = { sealed: false, ground: null };

/** Makes an incident of a report: place, times and mission are taken over; the title is written for everyone's eyes. */
export function OpenIncidentModal({ report, onClose }: { report: ReportView; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const deed = useDeed<IncidentView>([['reports'], ['incident']], { quiet: true });
  const where = report.countryIso2 === null ? '' : countryName(report.countryIso2, currentLanguage());
  const [title, setTitle] = useState(`${where} ${t(`vocabulary.category.${report.category}`)}`.trim());
  const [category, setCategory] = useState<Category>(report.category);
  const [urgency, setUrgency] = useState<Urgency>(report.urgency);
  const [missionId, setMissionId] = useState<string | null>(report.missionId);
  const [wish, setWish] = useState(NO_WISH);
  const maySeal = may('incidents.seal', missionId);

  const submit = (): void => {
    const { lat, lng } = report.place;
    const { countryIso2, zone, occurredAt, recognisedAt } = report;
    const body: OpenIncidentInput = {
      title: title.trim(),
      category,
      urgency,
      missionId,
      countryIso2,
      lat,
      lng,
      zone,
      occurredAt,
      recognisedAt,
      reportIds: [report.id],
      seal: wish.sealed && wish.ground !== null ? { ground: wish.ground } : null,
    };
    deed.do({ path: '/incidents', body }, (incident) => {
      sayDone(t('incident.openForm.opened', { code: incident.code }), t);
      void navigate(`/incidents/${incident.id}`, { state: wish.sealed ? { sealDialogue: 'list' } : null });
    });
  };
  return (
    <FormModal
      title={t('incident.openForm.title')}
      submit={t(wish.sealed ? 'seal.form.submitOpen' : 'incident.openForm.submit')}
      pending={deed.pending}
      incomplete={wish.sealed && (wish.ground === null || !maySeal)}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('incident.openForm.name')}
        description={t('incident.openForm.nameHint')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        maxLength={160}
        data-autofocus
        error={fieldError(deed.error, 'title')}
      />
      <Select
        label={t('report.category')}
        data={categories.map((value) => ({ value, label: t(`vocabulary.category.${value}`) }))}
        value={category}
        onChange={(value) => setCategory(value ?? 'other')}
        allowDeselect={false}
        searchable
        error={fieldError(deed.error, 'category')}
      />
      <Radio.Group label={t('incident.axes.urgency')} value={urgency} onChange={(value) => setUrgency(value)}>
        <Group gap="sm" mt={5}>
          {urgencies.map((value) => (
            <Radio key={value} value={value} label={<UrgencyBadge urgency={value} />} />
          ))}
        </Group>
      </Radio.Group>
      <MissionSelect
        label={t('incident.facts.mission')}
        value={missionId}
        onChange={setMissionId}
        clearable
        error={fieldError(deed.error, 'missionId')}
      />
      {(maySeal || wish !== NO_WISH) && (
        <SealFields
          label={t('seal.form.seal')}
          wish={wish}
          notHere={maySeal ? undefined : t('seal.form.notHere')}
          category={category}
          onChange={setWish}
          error={fieldError(deed.error, 'seal') ?? fieldError(deed.error, 'seal.ground')}
        >
          <Text size="sm" fw={600}>
            {t('seal.form.reportToo')}
          </Text>
        </SealFields>
      )}
    </FormModal>
  );
}
