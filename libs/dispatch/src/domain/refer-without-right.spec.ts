import { ANKARA, NOW, RIYADH, WARSAW, consularLine, dossier, offer, request } from '../../test/examples';
import { type RequestState, offerStates } from '../contract';
import type { Decided, Step } from './dossier';
import { referWithoutRight } from './refer-without-right';

const done = (decided: Decided): Step => {
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value;
};
const kinds = (step: Step): string[] => step.entries.map(({ kind }) => kind.replace('dispatch.', ''));
const two = [{ lineNo: 1, count: 2 }];
const waiting = offer(two, { state: 'queued', sentAt: null, ackDueAt: null });

describe('a request whose asker lost her right', () => {
  it('goes before headquarters unplanned, and says what is missing and why', () => {
    const step = done(referWithoutRight(dossier(request([consularLine(2)])), null, NOW));
    expect(step.dossier).toMatchObject({
      request: { state: 'at-headquarters', plan: { choices: [], shortfalls: [{ lineNo: 1, missing: 2, code: 'asker-lost-right' }] } },
      offers: [],
    });
    expect(kinds(step)).toEqual(['plan-made', 'request-moved']);
    expect(step.entries.at(-1)).toMatchObject({ audience: [ANKARA], body: { reason: 'asker-lost-right' } });
  });

  it('takes the offer that waits out of the lane, and leaves those that hubs have already', () => {
    const sent = offer(two, { id: 'sent', hubId: RIYADH, state: 'sent' });
    const before = dossier(request([consularLine(4)], { state: 'sourcing' }), { offers: [waiting, sent] });
    const step = done(referWithoutRight(before, waiting.id, NOW));
    expect(step.dossier).toMatchObject({
      request: { state: 'at-headquarters', plan: { shortfalls: [{ missing: 2, code: 'asker-lost-right' }] } },
      offers: [
        { hubId: WARSAW, state: 'escalated' },
        { hubId: RIYADH, state: 'sent' },
      ],
    });
    expect(kinds(step)).toEqual(['offer-escalated', 'plan-made', 'request-moved']);
    expect(step.entries[0]).toMatchObject({ body: { toTier: 'headquarters', toHubId: null } });
  });

  it('stays at headquarters when headquarters had directed it', () => {
    const before = dossier(request([consularLine(2)], { state: 'at-headquarters' }), { offers: [waiting] });
    const step = done(referWithoutRight(before, waiting.id, NOW));
    expect(step.dossier).toMatchObject({ request: { state: 'at-headquarters' }, offers: [{ state: 'escalated' }] });
    expect(kinds(step)).toEqual(['offer-escalated', 'plan-made']);
  });

  it.each(offerStates.filter((state) => state !== 'queued'))('changes nothing about an offer that is %s meanwhile', (state) => {
    const standing = dossier(request([consularLine(2)], { state: 'sourcing' }), { offers: [offer(two, { id: waiting.id, state })] });
    expect(done(referWithoutRight(standing, waiting.id, NOW))).toEqual({ dossier: standing, entries: [] });
  });

  it.each<RequestState>(['committed', 'at-headquarters', 'fulfilled', 'released', 'closed', 'declined', 'withdrawn'])(
    'changes nothing when it is %s',
    (state) => {
      const standing = dossier(request([consularLine(2)], { state }));
      expect(done(referWithoutRight(standing, null, NOW))).toEqual({ dossier: standing, entries: [] });
    },
  );
});
