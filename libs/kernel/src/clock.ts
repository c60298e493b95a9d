/** An instant: ISO 8601 in UTC with milliseconds, `2023-02-06T01:17:34.342Z`. Text so that it is the same in a row, an entry, a job and a browser. */
export type Instant = string;

/** The one place where the house reads the time of day; domain code is handed an instant instead. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Milliseconds since the epoch, for measuring how long something took; never for a time that is stored. */
export function elapsedSince(startMs: number): number {
  return performance.now() - startMs;
}

export function startedAt(): number {
  return performance.now();
}

export function addMs(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** b − a in milliseconds. */
export function msBetween(a: Instant, b: Instant): number {
  return Date.parse(b) - Date.parse(a);
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;
