import type { TFunction } from 'i18next';
import type { AccessRecordView } from '@bongsu/access/contract';
import { privacy } from '../../i18n/en/privacy';

type Key<Of> = keyof Of & string;

/** Jobs of later versions are named by what the record calls them. */
export function sayTask({ action }: AccessRecordView, t: TFunction): string {
  const key = action.replace('.', '-');
  return isKey(privacy.task, key) ? t(`privacy.task.${key}`) : t('privacy.task.other', { action });
}

export function saySubject({ subject }: AccessRecordView, t: TFunction): string {
  return isKey(privacy.subject, subject.type) ? t(`privacy.subject.${subject.type}`) : subject.type;
}

export function sayBasis({ basis }: AccessRecordView, t: TFunction): string {
  return isKey(privacy.basis, basis) ? t(`privacy.basis.${basis}`) : basis;
}

function isKey<Of extends object>(words: Of, key: string): key is Key<Of> {
  return Object.hasOwn(words, key);
}
