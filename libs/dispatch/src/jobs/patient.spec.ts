import { hours } from '@bongsu/kernel';
import { escalateOffer } from './escalate-offer.job';
import { escalateUndecidedRequest } from './escalate-undecided-request.job';

/** Waits may be shortened by so much, see the queue's jitter. */
const JITTER = 0.3;

describe('the jobs behind deadlines', () => {
  it.each([escalateOffer, escalateUndecidedRequest])('$name is tried for an hour at least, and soon at first', ({ attempts, backoff }) => {
    const waits = Array.from({ length: attempts - 1 }, (_, at) => backoff.delayMs * (backoff.type === 'fixed' ? 1 : 2 ** at));
    expect(waits.reduce((sum, wait) => sum + wait, 0) * (1 - JITTER)).toBeGreaterThan(hours(1));
    expect(waits[0]).toBeLessThanOrEqual(1_000);
  });
});
