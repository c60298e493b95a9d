import type { TFunction } from 'i18next';
import { ApiError } from '../api/problem';

export interface SaidFailure {
  title: string;
  remedy: string;
  /** The correlation id, for a failure that only the administrator can look into. */
  reference: string | null;
}

/** One failure in the operator's words. What the server refused it explains itself; the rest is said here. */
export function sayFailure(error: unknown, t: TFunction): SaidFailure {
  if (!(error instanceof ApiError))
    return { title: t('parts.problem.title'), remedy: t('parts.problem.unexpectedRemedy'), reference: null };
  const { problem, status } = error;
  if (error.unreachable && problem === null)
    return { title: t('parts.problem.network'), remedy: t('parts.problem.networkRemedy'), reference: null };
  if (status === 503 && problem !== null)
    return { title: t('parts.problem.unavailable'), remedy: t('parts.problem.unavailableRemedy'), reference: null };
  if (error.stale) return { title: t('parts.problem.stale'), remedy: t('parts.problem.staleRemedy'), reference: null };
  if (problem === null || status >= 500)
    return { title: t('parts.problem.unexpected'), remedy: t('parts.problem.unexpectedRemedy'), reference: problem?.correlationId ?? null };
  const title = status === 403 ? t('parts.problem.forbidden') : problem.detail;
  // One field alone is often the whole matter, and was said already.
  const fields = error.fields
    .filter(({ message }) => message !== problem.detail)
    .map(({ field, message, remedy }) => `${field}: ${message} ${remedy}`.trim());
  return { title, remedy: [status === 403 ? problem.detail : '', problem.remedy, ...fields].filter(Boolean).join(' '), reference: null };
}
