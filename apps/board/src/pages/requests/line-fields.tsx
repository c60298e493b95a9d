import { ActionIcon, Checkbox, Fieldset, Group, MultiSelect, NumberInput, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { skills } from '@bongsu/resources/contract';
import { useCatalogue } from '../../data/dispatch';
import { currentLanguage } from '../../i18n';
import { fieldError } from '../../parts/field-error';
import { languageName } from '../../parts/line-words';
import type { DraftLine } from './draft-lines';

/** Languages that hosts and colleagues speak most often; the code of any other can be asked for by telephone. */
const languageCodes = [
  'ar',
  'zh',
  'en',
  'fr',
  'de',
  'es',
  'fa',
  'id',
  'it',
  'ja',
  'km',
  'lo',
  'mn',
  'my',
  'pl',
  'pt',
  'ro',
  'ru',
  'th',
  'tr',
  'uk',
  'ur',
  'uz',
  'vi',
];

export function LineFields({
  line,
  index,
  error,
  onChange,
  onRemove,
}: {
  line: DraftLine;
  index: number;
  error: unknown;
  onChange: (line: DraftLine) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const field = (name: string): string | undefined => fieldError(error, `lines.${String(index)}.${name}`);
  const number = (value: string | number): number => (typeof value === 'number' ? value : 0);
  return (
    <Fieldset legend={t(line.kind === 'staff' ? 'dispatch.form.staffLine' : 'dispatch.form.supplyLine')} p="sm">
      <Group gap="sm" align="flex-end">
        {line.kind === 'staff' ? (
          <>
            <Select
              label={t('dispatch.form.skill')}
              data={skills.map((value) => ({ value, label: t(`dispatchVocabulary.skill.${value}`) }))}
              value={line.skill}
              onChange={(skill) => onChange({ ...line, skill: skill ?? 'consular' })}
              allowDeselect={false}
              w={180}
              error={field('skill')}
            />
            <MultiSelect
              label={t('dispatch.form.languages')}
              data={languageCodes.map((value) => ({ value, label: languageName(value) }))}
              value={line.languages}
              onChange={(languages) => onChange({ ...line, languages })}
              searchable
              maxValues={10}
              flex={1}
              miw={180}
              error={field('languages')}
            />
          </>
        ) : (
          <ItemSelect value={line.itemCode} onChange={(itemCode) => onChange({ ...line, itemCode })} error={field('itemCode')} />
        )}
        <NumberInput
          label={t('dispatch.form.count')}
          value={line.count}
          onChange={(value) => onChange({ ...line, count: number(value) })}
          min={1}
          allowDecimal={false}
          w={90}
          error={field('count')}
        />
        <NumberInput
          label={t('dispatch.form.minimum')}
          value={line.minimum}
          onChange={(value) => onChange({ ...line, minimum: number(value) })}
          min={0}
          max={line.count}
          allowDecimal={false}
          w={90}
          error={field('minimum')}
        />
        {line.kind === 'staff' && (
          <NumberInput
            label={t('dispatch.form.days')}
            value={line.durationDays}
            onChange={(value) => onChange({ ...line, durationDays: number(value) })}
            min={1}
            max={90}
            allowDecimal={false}
            w={80}
            error={field('durationDays')}
          />
        )}
        <ActionIcon variant="subtle" color="gray" size={36} onClick={onRemove} aria-label={t('dispatch.form.remove')}>
          <IconTrash size={17} />
        </ActionIcon>
      </Group>
      {line.kind === 'staff' && (
        <Checkbox
          mt="sm"
          label={t('dispatch.form.visa')}
          checked={line.needsVisa}
          onChange={(event) => onChange({ ...line, needsVisa: event.currentTarget.checked })}
        />
      )}
    </Fieldset>
  );
}

function ItemSelect({
  value,
  onChange,
  error,
}: {
  value: string | null;
  onChange: (itemCode: string | null) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation();
  const { data } = useCatalogue();
  const korean = currentLanguage() === 'ko';
  const items = (data ?? []).map(({ itemCode, nameEn, nameKo, unit }) => ({
    value: itemCode,
    label: `${korean ? nameKo : nameEn} (${unit})`,
  }));
  return (
    <Select
      label={t('dispatch.form.item')}
      data={items}
      value={value}
      onChange={onChange}
      searchable
      limit={60}
      required
      flex={1}
      miw={240}
      error={error}
    />
  );
}
