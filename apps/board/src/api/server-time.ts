import { type Instant, addMs, msBetween, systemClock } from '@bongsu/kernel';

/**
 * Deadlines are set by the server's clock; a workstation that is minutes off must not show a false countdown. The Date header
 * has whole seconds, so only a difference of more than two seconds counts as one.
 */
let offsetMs = 0;

export function noteServerDate(header: string | null): void {
  const server = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const difference = msBetween(systemClock.now(), new Date(server).toISOString()) + 500;
  offsetMs = Math.abs(difference) > 2_000 ? difference : 0;
}

/** The present by the server's clock. */
export function serverNow(): Instant {
  return offsetMs === 0 ? systemClock.now() : addMs(systemClock.now(), offsetMs);
}
