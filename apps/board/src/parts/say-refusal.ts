import type { Problem } from '@bongsu/platform/contract';
import { refusal as english } from '../i18n/en/refusal';
import { refusal as korean, refusalByStatus, refusalOtherwise } from '../i18n/ko/refusal';
import type { Language } from '../i18n/language';
import type { RefusalTable, RefusalWords } from '../i18n/refusal-words';
import { fill } from '../text/words';

/** What is needed of an answer to say it. */
export type Refused = Pick<Problem, 'code' | 'status' | 'detail' | 'remedy' | 'errors' | 'facts'>;

export interface SaidRefusal {
  readonly title: string;
  readonly remedy: string;
  /** The server's own text, which is English, where the words here leave something out. It is shown with `lang="en"`. */
  readonly english: string | null;
}

const tables: Readonly<Record<Language, RefusalTable>> = { en: english, ko: korean };

/** A refusal in words for its code; null when there are none, or when they need a fact that was not sent. */
export function wordsFor({ code, facts }: Pick<Refused, 'code' | 'facts'>, language: Language): RefusalWords | null {
  const table = tables[language];
  const words = Object.hasOwn(table, code) ? table[code] : undefined;
  if (words === undefined) return null;
  const values: Record<string, string | number> = {};
  for (const [, name = ''] of `${words.title} ${words.remedy}`.matchAll(/\{\{(\w+)\}\}/g)) {
    const value = facts?.[name];
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    values[name] = value;
  }
  return { ...words, title: fill(words.title, values), remedy: fill(words.remedy, values) };
}

/** What the server refused, in the reader's language. In English the server speaks itself, but for the few codes that the board says shorter. */
export function sayRefusal(refused: Refused, language: Language): SaidRefusal {
  const words = wordsFor(refused, language);
  if (language === 'en')
    return words === null
      ? { title: refused.detail, remedy: [refused.remedy, ...fieldsOf(refused)].filter(Boolean).join(' '), english: null }
      : { title: words.title, remedy: words.remedy, english: null };
  const { title, remedy, more } = words ?? { ...(refusalByStatus[refused.status] ?? refusalOtherwise), more: true };
  return { title, remedy, english: more ? [refused.detail, refused.remedy, ...fieldsOf(refused)].filter(Boolean).join(' ') : null };
}

/** One field alone is often the whole matter, and was said already. */
function fieldsOf({ errors = [], detail }: Refused): string[] {
  return errors.filter(({ message }) => message !== detail).map(({ field, message, remedy }) => `${field}: ${message} ${remedy}`.trim());
}
