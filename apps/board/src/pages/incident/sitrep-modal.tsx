import { SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { type Language, currentLanguage } from '../../i18n';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { ReasonField } from '../../parts/reason-field';

/** Issues the next report; `replaces` names one that it is to stand in the place of. */
export function SitrepModal({ incident, replaces, onClose }: { incident: IncidentDetail; replaces?: number; onClose: () => void }) {
  const { t } = useTranslation();
  const deed = useDeed([keys.sitreps(incident.id)], { quiet: true });
  const [highlights, setHighlights] = useState('');
  const [reason, setReason] = useState('');
  const [language, setLanguage] = useState<Language>(currentLanguage());
  return (
    <FormModal
      title={`${incident.code}: ${replaces === undefined ? t('incident.sitreps.issueTitle') : t('incident.sitreps.supersedeTitle', { number: replaces })}`}
      submit={t('incident.sitreps.submit')}
      pending={deed.pending}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={() => {
        const text = highlights.trim();
        const body = { highlights: text === '' ? null : text, language };
        if (replaces === undefined) deed.do({ path: paths.sitreps(incident.id), body }, onClose);
        else deed.do({ path: paths.sitrep(incident.id, replaces, 'supersede'), body: { ...body, reason: reason.trim() } }, onClose);
      }}
      onClose={onClose}
    >
      {replaces !== undefined && (
        <>
          <Text size="sm">{t('incident.sitreps.supersedeHint')}</Text>
          <ReasonField
            label={t('incident.sitreps.endReason')}
            value={reason}
            onChange={setReason}
            data-autofocus
            error={fieldError(deed.error, 'reason')}
          />
        </>
      )}
      <Textarea
        label={t('incident.sitreps.highlights')}
        description={t('incident.sitreps.highlightsHint')}
        value={highlights}
        onChange={(event) => setHighlights(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={3}
        error={fieldError(deed.error, 'highlights')}
      />
      <SegmentedControl
        aria-label={t('incident.sitreps.language')}
        value={language}
        onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ko')}
        data={[
          { value: 'ko', label: '한국어' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('incident.sitreps.neverEdited')}
      </Text>
    </FormModal>
  );
}
