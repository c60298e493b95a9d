import type { TFunction } from 'i18next';
import { english } from '../i18n/en';

/** The words for a kind of entry; a kind that this board does not know yet is said to be one. */
export function sayKind(kind: string, t: TFunction): string {
  const [context = '', name = ''] = kind.split('.');
  const known = english.entry as unknown as Readonly<Record<string, Readonly<Record<string, string>> | string>>;
  const words = known[context];
  return typeof words === 'object' && name in words ? t(`entry.${kind}` as 'entry.other') : t('entry.other');
}
