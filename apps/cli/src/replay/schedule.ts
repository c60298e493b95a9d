import { hours } from '@bongsu/kernel';
import type { Scenario } from './scenario';

/** How many times faster than life; `max` waits for nothing but consequences. */
export type Speed = number | 'max';

/** Milliseconds after the start of the replay at which each fact is due, and the whole length. */
export interface Schedule {
  readonly dueMs: readonly number[];
  readonly lengthMs: number;
}

/** The scenario's clock on ours: gaps divided by the speed, quiet stretches cut to `longestQuietHours`. */
export function schedule(
  { startAt, longestQuietHours, facts }: Pick<Scenario, 'startAt' | 'longestQuietHours' | 'facts'>,
  speed: Speed,
): Schedule {
  const longestMs = longestQuietHours === undefined ? Infinity : hours(longestQuietHours);
  let elapsedMs = 0;
  let before = Date.parse(startAt);
  const dueMs = facts.map(({ at }) => {
    const now = Date.parse(at);
    elapsedMs += speed === 'max' ? 0 : Math.min(now - before, longestMs) / speed;
    before = now;
    return elapsedMs;
  });
  return { dueMs, lengthMs: elapsedMs };
}
