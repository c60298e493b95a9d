import { endSitrep, sitrepTransitions } from './sitrep-life-cycle';

describe('the life of a situation report', () => {
  it.each([
    ['issued', 'supersede', 'superseded'],
    ['issued', 'withdraw', 'withdrawn'],
    ['superseded', 'supersede', null],
    ['superseded', 'withdraw', null],
    ['withdrawn', 'supersede', null],
    ['withdrawn', 'withdraw', null],
  ] as const)('%s: %s leads to %s', (state, act, expected) => {
    const ended = endSitrep({ number: 4, state }, act);
    if (expected === null)
      expect(ended).toMatchObject({
        ok: false,
        refusal: { code: 'situation.sitrep-not-in-force', kind: 'conflict', facts: { number: 4, state } },
      });
    else expect(ended).toEqual({ ok: true, value: expected });
  });

  it('has no other cells than these', () => {
    expect([sitrepTransitions.states, sitrepTransitions.acts]).toEqual([
      ['issued', 'superseded', 'withdrawn'],
      ['supersede', 'withdraw'],
    ]);
  });
});
