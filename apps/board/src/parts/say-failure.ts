import type { TFunction } from 'i18next';
import { ApiError } from '../api/problem';
import { currentLanguage } from '../i18n';
import { type SaidRefusal, sayRefusal, wordsFor } from './say-refusal';

export interface SaidFailure extends SaidRefusal {
  /** The correlation id, for a failure that only the administrator can look into. */
  readonly reference: string | null;
}

const plainly = (title: string, remedy: string, reference: string | null = null): SaidFailure => ({
  title,
  remedy,
  english: null,
  reference,
});

/** One failure in the operator's words: what the server refused by its code, and what went wrong on the way. */
export function sayFailure(error: unknown, t: TFunction, language = currentLanguage()): SaidFailure {
  if (!(error instanceof ApiError)) return plainly(t('parts.problem.title'), t('parts.problem.unexpectedRemedy'));
  const { problem, status } = error;
  if (error.unreachable && problem === null) return plainly(t('parts.problem.network'), t('parts.problem.networkRemedy'));
  if (problem !== null && wordsFor(problem, language) !== null) return { ...sayRefusal(problem, language), reference: null };
  if (status === 503 && problem !== null) return plainly(t('parts.problem.unavailable'), t('parts.problem.unavailableRemedy'));
  if (error.stale) return plainly(t('parts.problem.stale'), t('parts.problem.staleRemedy'));
  if (problem === null || status >= 500)
    return plainly(t('parts.problem.unexpected'), t('parts.problem.unexpectedRemedy'), problem?.correlationId ?? null);
  const said = sayRefusal(problem, language);
  if (language !== 'en' || status !== 403) return { ...said, reference: null };
  return plainly(t('parts.problem.forbidden'), `${said.title} ${said.remedy}`);
}
