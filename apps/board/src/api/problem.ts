import type { FieldProblem, Problem } from '@bongsu/platform/contract';

/**
 * Any answer of the API that is not a success, or no answer at all. `problem` is null when the server could not be reached
 * or answered with something else than problem JSON (a proxy's page).
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? `HTTP ${String(status)}`);
    this.name = 'ApiError';
  }

  get unreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  get unauthenticated(): boolean {
    return this.status === 401;
  }

  /** Somebody else changed the object since it was read (RFC 9110 §13.1.1). */
  get stale(): boolean {
    return this.status === 412;
  }

  get fields(): readonly FieldProblem[] {
    return this.problem?.errors ?? [];
  }
}
