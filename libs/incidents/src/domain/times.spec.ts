import { addMs, minutes } from '@bongsu/kernel';
import { CLOCK_SKEW_MS, HORIZON_MS, checkDeadline, checkPastTimes } from './times';

const now = '2023-02-06T04:00:00.000Z';

describe('times at which something happened', () => {
  it.each([
    ['the first day of the Republic', '1948-08-15T00:00:00.000Z', null],
    ['a moment before it', '1948-08-14T23:59:59.999Z', 'incidents.time-before-1948'],
    ['a century off', '1923-02-06T01:17:34.000Z', 'incidents.time-before-1948'],
    ['now', now, null],
    ['as far ahead as clocks differ', addMs(now, CLOCK_SKEW_MS), null],
    ['farther ahead', addMs(now, CLOCK_SKEW_MS + 1), 'incidents.time-in-future'],
  ])('%s', (_, at, code) => {
    const result = checkPastTimes({ recognisedAt: at }, now);
    if (code === null) expect(result.ok).toBe(true);
    else expect(result).toMatchObject({ refusal: { kind: 'invalid', code, field: 'recognisedAt' } });
  });

  it('come in any order, and may be missing', () => {
    expect(checkPastTimes({ occurredAt: addMs(now, -minutes(1)), recognisedAt: null, reportedAt: addMs(now, -minutes(9)) }, now).ok).toBe(
      true,
    );
  });
});

describe('deadlines', () => {
  it('may have passed already, within reason', () => {
    expect(checkDeadline('dueAt', '2023-02-05T00:00:00.000Z', now).ok).toBe(true);
    expect(checkDeadline('dueAt', '1900-01-01T00:00:00.000Z', now)).toMatchObject({ refusal: { field: 'dueAt' } });
  });

  it('lie at most two years ahead', () => {
    expect(checkDeadline('dueAt', addMs(now, HORIZON_MS), now).ok).toBe(true);
    expect(checkDeadline('dueAt', addMs(now, HORIZON_MS + 1), now)).toMatchObject({
      refusal: { code: 'incidents.time-too-far-ahead', field: 'dueAt' },
    });
  });
});
