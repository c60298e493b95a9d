import type { Refusal, Result } from '@bongsu/kernel';
import { ProblemException, unwrap } from '@bongsu/platform';

/**
 * Waits and queues as HTTP says them, with Retry-After (RFC 9110 §10.2.3, RFC 6585 §4); every other refusal with `otherwise`, so that whoever may
 * not come in learns nothing from the status.
 */
export function asSignInProblem({ code, message, remedy, facts }: Refusal, otherwise: number): ProblemException {
  const retryAfterS = retryAfterOf(facts);
  const status = code === 'access.too-many-tries' ? 429 : code === 'access.busy' ? 503 : otherwise;
  return new ProblemException(status, code, message, remedy, retryAfterS === undefined ? {} : { facts: { retryAfterS }, retryAfterS });
}

/** As `unwrap`, for acts that ask for a proof or a code and may therefore have to wait. */
export function unwrapOrWait<T>(result: Result<T, Refusal>): T {
  if (!result.ok && retryAfterOf(result.refusal.facts) !== undefined) throw asSignInProblem(result.refusal, 409);
  return unwrap(result);
}

function retryAfterOf(facts: Refusal['facts']): number | undefined {
  const after = facts?.['retryAfterS'];
  return typeof after === 'number' ? after : undefined;
}
