import type { Instant } from '@bongsu/kernel';

/** A job that was woken before its time, by a clock that runs ahead, is tried again: a fault, no refusal. */
export function wokenTooEarly(dueAt: Instant, now: Instant): void {
  if (now < dueAt) throw new Error(`woken at ${now} for what is due at ${dueAt}`);
}
