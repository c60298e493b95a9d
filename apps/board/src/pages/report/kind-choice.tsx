import { Button, Group, Select, Text } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { categories } from '@bongsu/incidents/contract';
import { type ReportDraft, categoryOf } from './draft';
import { guessCategories } from './guess-category';
import classes from './report.module.css';

/** The others that the words may mean are one press away; more would be a second list. */
const ALTERNATIVES = 2;

/** The kind of event. What the words suggest is filled in, said to be a suggestion, and changed with one press. */
export function KindChoice({
  draft,
  onChange,
  error,
}: {
  draft: ReportDraft;
  onChange: (part: Partial<ReportDraft>) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLInputElement>(null);
  const [guess, ...others] = draft.category === null ? guessCategories(draft.summary) : [];
  return (
    <div className={classes['kind']}>
      <Select
        ref={list}
        label={t('report.category')}
        data={categories.map((value) => ({ value, label: t(`vocabulary.category.${value}`) }))}
        value={categoryOf(draft)}
        onChange={(category) => onChange({ category })}
        openOnFocus={false}
        searchable
        required
        error={error}
      />
      <div>
        <Text size="sm" role="status">
          {guess !== undefined && t('report.kindSuggested', { kind: t(`vocabulary.category.${guess}`) })}
        </Text>
        {guess !== undefined && (
          <Group gap={6} mt={4}>
            <Button size="compact-sm" mih={36} variant="light" onClick={() => onChange({ category: guess })}>
              {t('report.kindRight')}
            </Button>
            {others.slice(0, ALTERNATIVES).map((other) => (
              <Button key={other} size="compact-sm" mih={36} variant="default" onClick={() => onChange({ category: other })}>
                {t(`vocabulary.category.${other}`)}
              </Button>
            ))}
            <Button
              size="compact-sm"
              mih={36}
              variant="default"
              onClick={() => {
                list.current?.focus();
                list.current?.click();
              }}
            >
              {t('report.kindOther')}
            </Button>
          </Group>
        )}
      </div>
    </div>
  );
}
