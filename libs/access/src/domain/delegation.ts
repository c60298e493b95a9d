import { type Instant, type Result, addMs, days, ok, refuse } from '@bongsu/kernel';
import { DELEGATION_DAYS_AT_MOST, type DelegationView } from '../contract';

/** How far ahead one may plan. */
const BEGINS_WITHIN_DAYS = 365;

/** From when until when a delegation holds: it ends after it begins, in time to come, and within a quarter of a year. */
export function delegationTerm(wanted: { from: Instant | null; until: Instant }, now: Instant): Result<{ from: Instant; until: Instant }> {
  const from = wanted.from === null || wanted.from < now ? now : wanted.from;
  if (wanted.until <= from) return endsBeforeItBegins;
  if (wanted.until > addMs(from, days(DELEGATION_DAYS_AT_MOST))) return tooLong;
  if (from > addMs(now, days(BEGINS_WITHIN_DAYS))) return tooFarAhead;
  return ok({ from, until: wanted.until });
}

export function delegationState(
  term: { fromAt: Instant; untilAt: Instant; revokedAt: Instant | null },
  now: Instant,
): DelegationView['state'] {
  if (term.revokedAt !== null) return 'revoked';
  if (term.untilAt <= now) return 'ended';
  return term.fromAt > now ? 'to-come' : 'in-force';
}

const endsBeforeItBegins = refuse(
  'invalid',
  'access.delegation-ends-before-it-begins',
  'It would end before it begins.',
  'Name a later end.',
  { field: 'until' },
);
const tooLong = refuse(
  'invalid',
  'access.delegation-too-long',
  `A delegation lasts ${String(DELEGATION_DAYS_AT_MOST)} days at most.`,
  'Name an earlier end; it can be made anew then.',
  { field: 'until', facts: { days: DELEGATION_DAYS_AT_MOST } },
);
const tooFarAhead = refuse(
  'invalid',
  'access.delegation-too-far-ahead',
  'It would begin more than a year from now.',
  'Make it when the time comes.',
  {
    field: 'from',
  },
);
