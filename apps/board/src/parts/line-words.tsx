import { useTranslation } from 'react-i18next';
import type { RequestLine } from '@bongsu/dispatch/contract';
import { useItemName } from '../data/dispatch';
import { currentLanguage } from '../i18n';

/** What a line asks for, without its number: "Medical · Turkish or English · entry permission". */
export function useLineWords(): (line: RequestLine) => string {
  const { t } = useTranslation();
  const itemName = useItemName();
  return (line) => {
    if (line.kind === 'supply') return itemName(line.itemCode);
    const languages = line.languages.map((code) => languageName(code)).join(' / ');
    return [
      t(`dispatchVocabulary.skill.${line.skill}`),
      languages,
      line.needsVisa ? t('dispatch.needsVisa') : '',
      t('dispatch.duration', { days: line.durationDays }),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}

export function languageName(code: string): string {
  return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code) ?? code;
}
