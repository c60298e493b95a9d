import type { TFunction } from 'i18next';
import { english } from '../i18n/en';

type CodedReason = keyof typeof english.dispatchVocabulary.codedReason;

/** A reason that the house gave itself, in words; empty where there is none. A code that this board does not know yet is shown as it is. */
export function codedReason(code: string | null, t: TFunction): string {
  if (code === null) return '';
  return Object.hasOwn(english.dispatchVocabulary.codedReason, code) ? t(`dispatchVocabulary.codedReason.${code as CodedReason}`) : code;
}
