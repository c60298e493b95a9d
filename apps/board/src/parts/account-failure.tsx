import { Alert } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { english } from '../i18n/en';
import { Failure } from './failure';

type Refusal = keyof typeof english.account.refusal;
const known = english.account.refusal as Readonly<Record<string, string>>;

/** A refusal about accounts in the person's own language; undefined for what is said elsewhere. */
export function sayAccountRefusal(error: unknown, t: TFunction): string | undefined {
  if (!(error instanceof ApiError) || error.problem === null) return undefined;
  const { code, facts } = error.problem;
  if (code === 'access.too-many-tries') return t('account.wait', { count: Number(facts?.['retryAfterS'] ?? 1) });
  return code in known ? t(`account.refusal.${code as Refusal}`) : undefined;
}

/** The refusal as it belongs beside a field of the form; undefined when it is about another field. */
export function useFieldRefusal(error: unknown): (field: string) => string | undefined {
  const { t } = useTranslation();
  return (field) =>
    error instanceof ApiError && error.fields.some((one) => one.field === field)
      ? (sayAccountRefusal(error, t) ?? error.message)
      : undefined;
}

/** What went wrong with an account, unless it already stands beside one of `fields`. */
export function AccountFailure({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  if (error instanceof ApiError && error.fields.some(({ field }) => fields.includes(field))) return null;
  const said = sayAccountRefusal(error, t);
  return said === undefined ? (
    <Failure error={error} />
  ) : (
    <Alert color="red" role="alert">
      {said}
    </Alert>
  );
}
