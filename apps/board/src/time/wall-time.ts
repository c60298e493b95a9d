import type { Instant } from '@bongsu/kernel';
import { offsetOf } from './format';

/**
 * What people type ("2023-02-06T04:17" in Istanbul) and the instant it means. The wall time of a zone is first read as if it
 * were UTC, then corrected by the zone's offset; a second pass settles times next to a change of summer time.
 */
export function instantOfWallTime(wall: string, zone: string): Instant | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  let instant = asUtc;
  for (let pass = 0; pass < 2; pass++) instant = asUtc - offsetMs(zone, new Date(instant).toISOString());
  return new Date(instant).toISOString();
}

/** The wall time of a zone as an `<input type="datetime-local">` wants it. */
export function wallTimeOf(instant: Instant, zone: string): string {
  return new Date(Date.parse(instant) + offsetMs(zone, instant)).toISOString().slice(0, 16);
}

function offsetMs(zone: string, instant: Instant): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offsetOf(zone, instant)) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
