import { type Instant, addMs } from '@bongsu/kernel';

/** A feed that keeps failing is asked this seldom at last. */
const SELDOM_MS = 3_600_000;

/**
 * When a feed is asked again: at its interval while it answers; after failures twice as late each time, up to an hour, spread over the
 * second half of that wait by `jitter` (0…1), so that many installations do not come back at one moment.
 */
export function nextAskAt(now: Instant, everyMs: number, failures: number, jitter: number): Instant {
  if (failures === 0) return addMs(now, everyMs);
  const waitMs = Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(SELDOM_MS, everyMs));
  return addMs(now, Math.round(waitMs * (0.5 + 0.5 * jitter)));
}
