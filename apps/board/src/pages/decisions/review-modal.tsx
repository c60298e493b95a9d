import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BreakGlassOutcome, type BreakGlassView, breakGlassOutcomes } from '@bongsu/access/contract';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';

export function ReviewModal({ glass, onClose }: { glass: BreakGlassView; onClose: () => void }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<BreakGlassOutcome>('justified');
  const [note, setNote] = useState('');
  const deed = useDeed([decisionKeys.breakGlass], { quiet: true });
  const submit = (): void => {
    const words = note.trim();
    deed.do({ path: paths.breakGlass(glass.id, 'review'), body: { outcome, note: words === '' ? null : words } }, onClose);
  };
  return (
    <FormModal
      title={t('decisions.glass.review')}
      submit={t('decisions.glass.review')}
      pending={deed.pending}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{glass.reason}</Text>
      <Radio.Group label={t('decisions.glass.outcomeLabel')} value={outcome} onChange={(value) => setOutcome(value)}>
        <Stack gap={6} mt={6}>
          {breakGlassOutcomes.map((value) => (
            <Radio key={value} value={value} label={t(`decisions.glass.outcome.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('parts.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        error={fieldError(deed.error, 'note')}
      />
    </FormModal>
  );
}
