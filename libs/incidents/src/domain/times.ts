import { type Instant, type Refusal, type Result, addMs, days, minutes, ok, refuse } from '@bongsu/kernel';
import type { IncidentErrorCode } from '../contract';

/** A caller's clock may run ahead of ours by this much; more is a mistake in the date. */
export const CLOCK_SKEW_MS = minutes(5);
/** How far ahead a task or a review may be due. */
export const HORIZON_MS = days(2 * 366);
/**
 * The Republic was proclaimed on 15 August 1948 and its first missions followed; no consular event is older, so an
 * earlier time is a typing mistake (1923 for 2023) rather than a fact.
 */
export const FIRST_MISSIONS_AT: Instant = '1948-08-15T00:00:00.000Z';

type TimeRefusal = Refusal<IncidentErrorCode>;

/** Times at which something happened or was said, by field name. Their order is not enforced: people report before they recognise, and correct themselves. */
export function checkPastTimes(times: Readonly<Record<string, Instant | null>>, now: Instant): Result<null, TimeRefusal> {
  for (const [field, at] of Object.entries(times)) {
    if (at === null) continue;
    if (at < FIRST_MISSIONS_AT) {
      return refuse(
        'invalid',
        'incidents.time-before-1948',
        `${field} lies before 15 August 1948, when the Republic had no missions.`,
        'Check the year.',
        { field },
      );
    }
    if (at > addMs(now, CLOCK_SKEW_MS)) {
      return refuse(
        'invalid',
        'incidents.time-in-future',
        `${field} lies in the future.`,
        'Check the date, and the offset from UTC; what is only expected is not a report yet.',
        { field },
      );
    }
  }
  return ok(null);
}

/** A deadline, which may have passed already (it is overdue at once) but not lie beyond the horizon. */
export function checkDeadline(field: string, at: Instant | null, now: Instant): Result<null, TimeRefusal> {
  if (at === null) return ok(null);
  if (at < FIRST_MISSIONS_AT)
    return refuse('invalid', 'incidents.time-before-1948', `${field} lies before 15 August 1948.`, 'Check the year.', { field });
  if (at > addMs(now, HORIZON_MS))
    return refuse('invalid', 'incidents.time-too-far-ahead', `${field} lies more than two years ahead.`, 'Check the year.', { field });
  return ok(null);
}
