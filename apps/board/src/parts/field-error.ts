import { ApiError } from '../api/problem';
import { currentLanguage } from '../i18n';
import { refusedField, refusedFieldOtherwise } from '../i18n/ko/refusal';
import { wordsFor } from './say-refusal';

/** The sentence and remedy for one field of a form; nested paths such as `place.lat` match by their full name. */
export function fieldError(error: unknown, field: string, language = currentLanguage()): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const found = error.fields.find((candidate) => candidate.field === field);
  if (found === undefined) return undefined;
  const words = wordsFor({ code: found.code, facts: error.problem?.facts }, language);
  if (words !== null) return [words.title, words.remedy].filter(Boolean).join(' ');
  if (language === 'ko') return refusedField[found.code] ?? refusedFieldOtherwise;
  return [found.message, found.remedy].filter(Boolean).join(' ');
}
