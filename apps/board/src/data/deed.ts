import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../api/client';
import { ApiError } from '../api/problem';
import { Submission } from '../api/submission';
import { useSession } from '../app/session';
import { tellFailure } from '../parts/tell-failure';

export interface DeedCall {
  path: string;
  method?: 'POST' | 'DELETE';
  body?: unknown;
  /** What was on the screen when the decision was made; the server refuses when it has changed since. */
  version?: number;
  /** Of somebody who may have to try again elsewhere; otherwise the form's own. */
  idempotencyKey?: string;
}

/** Something the operator does to the world. Nothing is shown as done before the server has said so. */
export interface Deed<Answer> {
  do(call: DeedCall, done?: (answer: Answer) => void, failed?: (error: unknown) => void): void;
  readonly pending: boolean;
  /** Which call is under way, so that one button of many can show it. */
  readonly pendingPath: string | null;
  readonly error: unknown;
  reset(): void;
}

/**
 * `refresh`: what is read again afterwards – also when somebody else was faster, so that the operator sees what they did.
 * `quiet`: the caller shows the failure itself, beside its fields.
 */
export function useDeed<Answer = unknown>(refresh: readonly QueryKey[], { quiet = false }: { quiet?: boolean } = {}): Deed<Answer> {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { sessionEnded } = useSession();
  const [submission] = useState(() => new Submission());
  // Known at once and not only after the next rendering: the second click of a double click comes before that.
  const busy = useRef(false);
  const again = (): void => {
    for (const queryKey of refresh) void queries.invalidateQueries({ queryKey: [...queryKey] });
  };
  const mutation = useMutation({
    mutationFn: ({ path, method = 'POST', body, version, idempotencyKey }: DeedCall) =>
      send<Answer>(method, path, {
        version,
        ...(method === 'POST' ? { body: body ?? {}, idempotencyKey: idempotencyKey ?? submission.keyFor({ path, body }) } : { body }),
      }),
    onSettled: () => {
      busy.current = false;
    },
    onSuccess: () => {
      submission.finish();
      again();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.unauthenticated) return sessionEnded();
      if (error instanceof ApiError && (error.stale || error.status === 409)) again();
      if (!quiet) tellFailure(error, t);
    },
  });
  return {
    do: (call, done, failed) => {
      if (busy.current) return;
      busy.current = true;
      mutation.mutate(call, { onSuccess: (answer) => done?.(answer), onError: (error) => failed?.(error) });
    },
    pending: mutation.isPending,
    pendingPath: mutation.isPending ? mutation.variables.path : null,
    error: mutation.error,
    reset: mutation.reset,
  };
}
