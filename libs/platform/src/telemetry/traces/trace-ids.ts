import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NONE = '0'.repeat(32);

/**
 * The trace of a correlation id, 32 hexadecimal digits: the id itself without its dashes when it is a uuid, as those that we make are, so that
 * what stands in a log line finds the trace. Request, entry, job and frame carry the correlation id; each process finds the same trace by itself
 * and nothing else need travel.
 */
export function traceIdOf(correlationId: string): string {
  const digits = UUID.test(correlationId) ? correlationId.replaceAll('-', '') : NONE;
  return digits === NONE ? digestOf(correlationId, 32) : digits;
}

/** The span that all others of a trace hang from: that of the request which began it, 16 hexadecimal digits. */
export function rootSpanIdOf(correlationId: string): string {
  return digestOf(`root ${correlationId}`, 16);
}

const digestOf = (text: string, digits: number): string => createHash('sha256').update(text).digest('hex').slice(0, digits);
