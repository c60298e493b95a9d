import { addMs, days } from '@bongsu/kernel';
import { delegationState, delegationTerm } from './delegation';

const now = '2026-03-01T08:00:00.000Z';
const after = (count: number): string => addMs(now, days(count));

describe('the term of a delegation', () => {
  it('begins now unless it is to begin later', () => {
    expect(delegationTerm({ from: null, until: after(1) }, now)).toMatchObject({ value: { from: now, until: after(1) } });
    expect(delegationTerm({ from: after(-1), until: after(1) }, now)).toMatchObject({ value: { from: now } });
    expect(delegationTerm({ from: after(2), until: after(3) }, now)).toMatchObject({ value: { from: after(2) } });
  });

  it.each([
    ['ends before it begins', { from: after(2), until: after(1) }, 'access.delegation-ends-before-it-begins'],
    ['has passed', { from: null, until: after(-1) }, 'access.delegation-ends-before-it-begins'],
    ['lasts longer than a quarter of a year', { from: null, until: addMs(after(90), 1) }, 'access.delegation-too-long'],
    ['begins in more than a year', { from: after(366), until: after(367) }, 'access.delegation-too-far-ahead'],
  ])('is refused when it %s', (_, term, code) => {
    expect(delegationTerm(term, now)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('may be ninety days', () => {
    expect(delegationTerm({ from: null, until: after(90) }, now)).toMatchObject({ ok: true });
  });

  it('says where it stands', () => {
    const term = { fromAt: after(1), untilAt: after(2), revokedAt: null };
    expect([now, after(1), after(2)].map((at) => delegationState(term, at))).toEqual(['to-come', 'in-force', 'ended']);
    expect(delegationState({ ...term, revokedAt: now }, after(1))).toBe('revoked');
  });
});
