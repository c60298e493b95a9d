import { type Instant, addMs, minutes, ok, refuse } from '@bongsu/kernel';

/** A caller's clock may run ahead of ours by this much; more is a mistake in the date. */
const CLOCK_SKEW_MS = minutes(5);
/** The Republic was proclaimed on 15 August 1948; an earlier time is a typing mistake (1923 for 2023). */
const FIRST_MISSIONS_AT: Instant = '1948-08-15T00:00:00.000Z';

/** When something was observed: not in the future, not before there were missions, not before what it follows. */
export function checkOccurred(occurredAt: Instant, now: Instant, notBefore: Instant | null, before: string) {
  const about = { field: 'occurredAt', facts: { occurredAt } };
  if (occurredAt < FIRST_MISSIONS_AT)
    return refuse(
      'invalid',
      'dispatch.time-before-1948',
      'occurredAt lies before 15 August 1948, when the Republic had no missions.',
      'Check the year.',
      about,
    );
  if (occurredAt > addMs(now, CLOCK_SKEW_MS))
    return refuse(
      'invalid',
      'dispatch.time-in-future',
      'occurredAt lies in the future.',
      'Report what was seen; give what is only expected as expectedAt.',
      about,
    );
  if (notBefore === null || occurredAt >= notBefore) return ok(null);
  return refuse(
    'invalid',
    'dispatch.time-out-of-order',
    `occurredAt lies before ${before} at ${notBefore}.`,
    'Check the time and its offset from UTC.',
    { field: 'occurredAt', facts: { occurredAt, notBefore } },
  );
}

/** An expected arrival lies after what has been seen already. */
export function checkExpected(expectedAt: Instant | null, occurredAt: Instant) {
  if (expectedAt === null || expectedAt > occurredAt) return ok(null);
  return refuse(
    'invalid',
    'dispatch.time-out-of-order',
    'expectedAt does not lie after occurredAt.',
    'Give the time of the expected arrival, or leave it out.',
    { field: 'expectedAt', facts: { expectedAt, occurredAt } },
  );
}
