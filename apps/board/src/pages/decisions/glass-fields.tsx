import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type BreakGlassReason, breakGlassReasons } from '@bongsu/access/contract';
import { fieldError } from '../../parts/field-error';
import { ReasonField } from '../../parts/reason-field';

const lengths = [30, 60, 120, 240] as const;

export interface GlassWish {
  readonly minutes: string;
  readonly reasonCode: BreakGlassReason | null;
  readonly reason: string;
}
export const noWish: GlassWish = { minutes: '60', reasonCode: null, reason: '' };

/** As the API takes it, without what is opened; null while something is missing. */
export function glassToOpen({ minutes, reasonCode, reason }: GlassWish) {
  const words = reason.trim();
  return reasonCode === null || words.length < 10 ? null : { minutes: Number(minutes), reasonCode, reason: words };
}

/** Why, in which words, and for how long: the same whatever is opened. */
export function GlassFields({ wish, onChange, error }: { wish: GlassWish; onChange: (wish: GlassWish) => void; error: unknown }) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('decisions.glass.why')}
        data={breakGlassReasons.map((value) => ({ value, label: t(`decisions.glass.reason.${value}`) }))}
        value={wish.reasonCode}
        onChange={(reasonCode) => onChange({ ...wish, reasonCode })}
        required
      />
      <ReasonField
        label={t('decisions.glass.words')}
        description={t('decisions.glass.wordsHint')}
        value={wish.reason}
        onChange={(reason) => onChange({ ...wish, reason })}
        minLength={10}
        error={fieldError(error, 'reason')}
      />
      <Select
        label={t('decisions.glass.howLong')}
        data={lengths.map((count) => ({ value: String(count), label: t('decisions.glass.minutes', { count }) }))}
        value={wish.minutes}
        onChange={(minutes) => onChange({ ...wish, minutes: minutes ?? '60' })}
        allowDeselect={false}
      />
    </>
  );
}
