/** SQLSTATE of a database error, when it is one. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (driverError !== undefined && driverError !== error) return sqlState(driverError);
  return typeof code === 'string' ? code : undefined;
}

/** Serialisation failure or deadlock: the whole unit may be tried again (PostgreSQL Appendix A, class 40). */
export function isRetriable(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** A row with this unique key is there already (PostgreSQL Appendix A, 23505). */
export function isDuplicate(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** The connection was lost, or its session ended: nobody knows whether a COMMIT that was on its way arrived (classes 08 and 57P, network errors). */
export function isOutcomeUnknown(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  if (/^(08|57P)/.test(state) || ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(state)) return true;
  return error instanceof Error && error.message.includes('Connection terminated');
}

/**
 * The database cannot answer now: connection exceptions (08), operator intervention (57), insufficient resources (53),
 * lock or statement time-outs (55P03, 57014), a standby or a fenced primary (25006), and the driver's own network errors. The caller may try again
 * later.
 */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  if (/^(08|53|57)/.test(state) || ['55P03', '25P03', '25006'].includes(state)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'].includes(state)) return true;
  const message = error instanceof Error ? error.message : '';
  // The driver gives these two no code of their own.
  return message.includes('Connection terminated') || message.includes('timeout exceeded when trying to connect');
}
