import { Group, Input, Radio, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '@bongsu/access/contract';
import { legalBases } from '@bongsu/platform/contract';
import { type ExportView, exportContents, exportKinds } from '@bongsu/situation/contract';
import { useUser } from '../../app/session';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { exportKeys } from '../../data/exports';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { ReasonField } from '../../parts/reason-field';
import { type ExportForm, bodyOf, isComplete, newForm } from './export-form';
import { ExportScope } from './export-scope';

/** Asks for data in a file. Whether a second person is needed is said before it is sent. */
export function ExportModal({ preset, onClose }: { preset: { incidentId: string | null; missionId: string | null }; onClose: () => void }) {
  const { t } = useTranslation();
  const { grants } = useUser();
  const [form, setForm] = useState(() => newForm(preset, missionsOf(grants)));
  const deed = useDeed<ExportView>([exportKeys.all, decisionKeys.proposals], { quiet: true });
  const put = (changed: Partial<ExportForm>): void => setForm((before) => ({ ...before, ...changed }));
  const submit = (): void => {
    if (isComplete(form)) deed.do({ path: '/exports', body: bodyOf(form) }, onClose);
  };
  return (
    <FormModal
      title={t('exporting.ask')}
      size="lg"
      submit={t(`exporting.submit.${form.content}`)}
      pending={deed.pending}
      incomplete={!isComplete(form)}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('exporting.kind.label')}
        value={form.kind}
        onChange={(kind) => put({ kind })}
        data={exportKinds.map((value) => ({ value, label: t(`exporting.kind.${value}`) }))}
      />
      <ExportScope form={form} put={put} error={deed.error} />
      <Radio.Group
        label={t('exporting.content.label')}
        value={form.content}
        onChange={(value) => put({ content: value === 'personal' ? 'personal' : 'plain' })}
      >
        <Stack gap="xs" mt={6}>
          {exportContents.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`exporting.content.${value}`)}
              description={value === 'plain' ? t('exporting.content.plainHint') : t(`exporting.content.personalHint.${form.kind}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReasonField
        label={t('exporting.reason')}
        description={t('exporting.reasonHint')}
        value={form.reason}
        onChange={(reason) => put({ reason })}
        minLength={5}
        data-autofocus
        error={fieldError(deed.error, 'reason')}
      />
      <Group grow align="flex-start">
        <Select
          label={t('exporting.basis')}
          data={legalBases.map((value) => ({ value, label: t(`privacy.basis.${value}`) }))}
          value={form.legalBasis}
          onChange={(legalBasis) => put({ legalBasis })}
          required
        />
        <TextInput
          label={t('exporting.caseReference')}
          description={t('exporting.caseReferenceHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.caseReference}
          onChange={(event) => put({ caseReference: event.currentTarget.value })}
          maxLength={40}
          error={fieldError(deed.error, 'caseReference')}
        />
      </Group>
      <Input.Wrapper label={t('exporting.language')} labelElement="div">
        <SegmentedControl
          aria-label={t('exporting.language')}
          fullWidth
          value={form.language}
          onChange={(value) => put({ language: value === 'en' ? 'en' : 'ko' })}
          data={[
            { value: 'ko', label: '한국어' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Input.Wrapper>
    </FormModal>
  );
}

function missionsOf(grants: AccountView['grants']): '*' | readonly string[] {
  if (grants.some(({ missions }) => missions === '*')) return '*';
  return [...new Set(grants.flatMap(({ missions }) => missions as readonly string[]))];
}
