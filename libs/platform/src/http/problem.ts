import type { Refusal, RefusalKind, Result } from '@bongsu/kernel';
import type { FieldProblem } from '../contract/problem';

/** An error answer on its way to the edge: thrown by controllers and pipes, written by the filter. */
export class ProblemException extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly remedy: string,
    readonly about: { errors?: FieldProblem[]; facts?: Refusal['facts']; retryAfterS?: number } = {},
  ) {
    super(detail);
    this.name = 'ProblemException';
  }
}

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  stale: 412,
  gone: 410,
};

/** The value of a result; a refusal becomes its problem. The one place where a use case's "no" meets HTTP. */
export function unwrap<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  const { kind, code, message, remedy, field, facts } = result.refusal;
  const errors = field === undefined ? undefined : [{ field, code, message, remedy }];
  throw new ProblemException(statusOf[kind], code, message, remedy, { ...(errors ? { errors } : {}), ...(facts ? { facts } : {}) });
}
