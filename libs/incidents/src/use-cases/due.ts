import { type Instant, addMs } from '@bongsu/kernel';

/** Clocks of two machines differ by a little; a reminder may seem that early. */
const SKEW_MS = 2_000;

/** Throws (a fault, so that the job is tried again later) when a reminder woke up before its time; ended there it would be lost. */
export function expectDue(dueAt: Instant, now: Instant): void {
  if (dueAt > addMs(now, SKEW_MS)) throw new Error(`woken at ${now} for what is due at ${dueAt}`);
}
