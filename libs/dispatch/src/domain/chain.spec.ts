import {
  ANKARA,
  NOW,
  PARIS,
  RIYADH,
  WARSAW,
  consularLine,
  dossier,
  hub,
  ids,
  inHours,
  kitLine,
  offer,
  person,
  planFacts,
  request,
} from '../../test/examples';
import { offerStates, type RequestState } from '../contract';
import { declineOffer, sendOffer } from './answer-offer';
import type { Decided, Dossier, Step } from './dossier';
import type { Lane } from './lane';
import type { Offer } from './offer';
import { type PassOnFacts, escalateUndecided, lapseOffer, readdressOffer } from './pass-on-offer';
import { planRequest } from './plan-request';
import { declineRequest, directRequest } from './direct-request';

const done = (decided: Decided): Step => {
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value;
};
const kinds = (step: Step): string[] => step.entries.map(({ kind }) => kind.replace('dispatch.', ''));
const sourcing = (offers: readonly Offer[], state: RequestState = 'sourcing'): Dossier =>
  dossier(request([consularLine(2)], { state }), { offers });
const facts = (alternates: readonly string[], lanes: ReadonlyMap<string, Lane> = new Map()): PassOnFacts => ({
  now: NOW,
  alternates,
  lanes,
  travelHours: () => 8.7,
  newId: ids('next'),
});
const two = [{ lineNo: 1, count: 2 }];

describe('planning a request', () => {
  const hubs = [hub(WARSAW, 8.1, { staff: [person('a')] }), hub(RIYADH, 8.7, { staff: [person('b'), person('c')] })];

  it('puts an offer into the lane of every hub it needs, after telling each how the request stands', () => {
    const step = planRequest(dossier(request([consularLine(2)])), planFacts(hubs));
    expect(kinds(step)).toEqual(['plan-made', 'request-shared', 'offer-queued', 'offer-queued', 'request-moved']);
    expect(step.entries[1]?.audience).toEqual([WARSAW, RIYADH]);
    expect(step.dossier).toMatchObject({
      request: { state: 'sourcing', audience: [ANKARA, WARSAW, RIYADH] },
      offers: [
        { hubId: WARSAW, state: 'queued', tier: 'hub', ackDueAt: null },
        { hubId: RIYADH, state: 'queued' },
      ],
    });
  });

  it('goes before headquarters when no hub can help', () => {
    const step = planRequest(dossier(request([consularLine(2)])), planFacts([]));
    expect(step.dossier.request).toMatchObject({ state: 'at-headquarters', plan: { shortfalls: [{ missing: 2 }] } });
    expect(kinds(step)).toEqual(['plan-made', 'request-moved']);
  });

  it('twice changes nothing', () => {
    const once = planRequest(dossier(request([consularLine(2)])), planFacts(hubs));
    expect(planRequest(once.dossier, planFacts(hubs))).toEqual({ dossier: once.dossier, entries: [] });
  });

  it.each<RequestState>(['committed', 'at-headquarters', 'fulfilled', 'released', 'closed', 'declined', 'withdrawn'])(
    'does nothing by itself when the request is %s',
    (state) => {
      const standing = sourcing([], state);
      expect(planRequest(standing, planFacts(hubs))).toEqual({ dossier: standing, entries: [] });
    },
  );
});

describe('delivering an offer', () => {
  it('starts the clock of the hub', () => {
    const queued = offer(two, { state: 'queued', sentAt: null, ackDueAt: null });
    const step = done(sendOffer(sourcing([queued]), queued, NOW, inHours(0.5)));
    expect(step.dossier.offers).toMatchObject([{ state: 'sent', sentAt: NOW, ackDueAt: inHours(0.5) }]);
    expect(kinds(step)).toEqual(['offer-sent']);
  });

  it.each(offerStates.filter((state) => state !== 'queued'))('is refused when it is %s', (state) => {
    const of = offer(two, { state });
    expect(sendOffer(sourcing([of]), of, NOW, NOW)).toMatchObject({ ok: false, refusal: { code: 'dispatch.impossible-transition' } });
  });
});

describe('declining an offer', () => {
  it('says why, and the plan made anew asks the next capable hub', () => {
    const of = offer(two);
    const step = done(declineOffer(sourcing([of]), of, { reason: 'own-crisis', note: null }, NOW));
    expect(step.dossier).toMatchObject({
      offers: [{ state: 'declined', declineReason: 'own-crisis', answeredAt: NOW }],
      request: { state: 'sourcing' },
    });
    expect(kinds(step)).toEqual(['offer-declined']);
    const next = planRequest(
      step.dossier,
      planFacts([hub(WARSAW, 8, { staff: [person('a'), person('b')] }), hub(RIYADH, 9, { staff: [person('c'), person('d')] })]),
    );
    expect(next.dossier.offers).toMatchObject([
      { hubId: WARSAW, state: 'declined' },
      { hubId: RIYADH, state: 'queued' },
    ]);
  });

  it('by every hub that could be asked brings the request before headquarters', () => {
    const [first, last] = [offer(two, { state: 'declined' }), offer(two, { id: 'offer-2', hubId: RIYADH })];
    const declined = done(declineOffer(sourcing([first, last]), last, { reason: 'security', note: null }, NOW)).dossier;
    const step = planRequest(declined, planFacts([hub(WARSAW, 8), hub(RIYADH, 9)]));
    expect(step.dossier.request).toMatchObject({
      state: 'at-headquarters',
      plan: { shortfalls: [{ code: 'declined-by-all', missing: 2, belowMinimum: true }] },
    });
  });

  it.each(offerStates.filter((state) => state !== 'sent'))('is refused when it is %s', (state) => {
    const of = offer(two, { state });
    expect(declineOffer(sourcing([of]), of, { reason: 'other', note: null }, NOW)).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.impossible-transition' },
    });
  });
});

describe('an offer that nobody answers', () => {
  it('goes to the alternate hub, then to headquarters', () => {
    const of = offer(two);
    const alternate = done(lapseOffer(sourcing([of]), of, facts([RIYADH, PARIS])));
    expect(alternate.dossier.offers).toMatchObject([
      { state: 'escalated' },
      { hubId: RIYADH, tier: 'alternate', state: 'queued', escalatedFromOfferId: 'offer-1', lines: two },
    ]);
    expect(alternate.entries[0]).toMatchObject({
      kind: 'dispatch.offer-escalated',
      body: { toTier: 'alternate', toHubId: RIYADH },
      audience: [ANKARA, WARSAW, RIYADH],
    });
    expect(alternate.dossier.request.plan?.choices).toMatchObject([
      { hubId: RIYADH, reason: { code: 'escalated-after-silence', travelHours: 8.7 } },
    ]);

    const second = alternate.dossier.offers[1]!;
    const headquarters = done(lapseOffer(alternate.dossier, second, facts([RIYADH, PARIS])));
    expect(headquarters.dossier.request.state).toBe('at-headquarters');
    expect(headquarters.entries).toMatchObject([
      { body: { toTier: 'headquarters', toHubId: null } },
      { body: { from: 'sourcing', to: 'at-headquarters', reason: 'nobody-answered' } },
    ]);
  });

  it.each<[string, readonly string[], ReadonlyMap<string, Lane>]>([
    ['there is no alternate', [], new Map()],
    ['the alternate is the mission that asks', [ANKARA], new Map()],
    ['the alternate is the hub that was asked', [WARSAW], new Map()],
    [
      'the lane of the alternate is handed to the hub that was asked',
      [RIYADH],
      new Map([[RIYADH, { hubId: RIYADH, state: 'handed-over', handedToHubId: WARSAW, reason: null, changedAt: NOW, version: 1 }]]),
    ],
  ])('goes straight to headquarters when %s', (_, alternates, lanes) => {
    const of = offer(two);
    expect(done(lapseOffer(sourcing([of]), of, facts(alternates, lanes))).dossier).toMatchObject({
      request: { state: 'at-headquarters' },
      offers: [{ state: 'escalated' }],
    });
  });

  it('and that headquarters had directed comes back to headquarters', () => {
    const of = offer(two, { tier: 'headquarters' });
    expect(done(lapseOffer(sourcing([of]), of, facts([RIYADH]))).dossier).toMatchObject({
      request: { state: 'at-headquarters' },
      offers: [{ state: 'escalated' }],
    });
  });

  it.each(offerStates.filter((state) => state !== 'sent' && state !== 'queued'))('does not lapse when it is %s', (state) => {
    const of = offer(two, { state });
    expect(lapseOffer(sourcing([of]), of, facts([RIYADH]))).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.impossible-transition' },
    });
  });

  it('and never left its lane moves on when the decision is due', () => {
    const waiting = offer(two, { state: 'queued', sentAt: null, ackDueAt: null });
    expect(done(escalateUndecided(sourcing([waiting]), new Map([[waiting.id, facts([RIYADH])]]))).dossier.offers).toMatchObject([
      { state: 'escalated' },
      { hubId: RIYADH, state: 'queued' },
    ]);
    expect(done(escalateUndecided(sourcing([offer(two)]), new Map())).entries).toEqual([]);
    expect(done(escalateUndecided(dossier(request([consularLine(1)])), new Map())).dossier.request.state).toBe('at-headquarters');
  });
});

describe('a lane that is handed over', () => {
  it.each(['queued', 'sent'] as const)('takes its %s offers to the other hub, in the same tier', (state) => {
    const of = offer(two, { state });
    const step = done(readdressOffer(sourcing([of]), of, facts([PARIS])));
    expect(step.dossier.offers).toMatchObject([
      { state: 'escalated' },
      { hubId: PARIS, tier: 'hub', state: 'queued', escalatedFromOfferId: 'offer-1' },
    ]);
    expect(kinds(step)).toEqual(['offer-escalated', 'request-shared', 'offer-queued']);
  });

  it('takes them to headquarters when the other hub was asked before', () => {
    const of = offer(two);
    const before = offer(two, { id: 'offer-0', hubId: PARIS, state: 'declined' });
    expect(done(readdressOffer(sourcing([before, of]), of, facts([PARIS]))).entries.at(-1)).toMatchObject({
      body: { to: 'at-headquarters', reason: 'no-hub-left' },
    });
  });
});

describe('headquarters', () => {
  const directFacts = { now: NOW, hubIds: [WARSAW, RIYADH, ANKARA], lane: undefined, newId: ids('directed') };
  const atHeadquarters = sourcing([offer(two, { state: 'declined' })], 'at-headquarters');

  it('asks a hub of its choice, also one that was asked before; the request is sourcing again', () => {
    const step = done(directRequest(atHeadquarters, { hubId: WARSAW, lines: two }, directFacts));
    expect(step.dossier).toMatchObject({
      request: { state: 'sourcing' },
      offers: [{}, { hubId: WARSAW, tier: 'headquarters', state: 'queued' }],
    });
  });

  it('keeps the request while part of it is asked of nobody', () => {
    expect(
      done(directRequest(atHeadquarters, { hubId: RIYADH, lines: [{ lineNo: 1, count: 1 }] }, directFacts)).dossier.request.state,
    ).toBe('at-headquarters');
  });

  it.each<[string, { hubId: string; lines: Offer['lines'] }, string]>([
    ['dispatch.not-a-hub', { hubId: 'KR-EMB-XX', lines: two }, 'hubId'],
    ['dispatch.own-request', { hubId: ANKARA, lines: two }, 'hubId'],
    ['dispatch.unknown-line', { hubId: RIYADH, lines: [{ lineNo: 2, count: 1 }] }, 'lines.0.lineNo'],
    ['dispatch.more-than-uncovered', { hubId: RIYADH, lines: [{ lineNo: 1, count: 3 }] }, 'lines.0.count'],
  ])('is refused: %s', (code, command, field) => {
    expect(directRequest(atHeadquarters, command, directFacts)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('cannot direct to a lane that is handed over, nor a request that has ended', () => {
    const lane: Lane = { hubId: RIYADH, state: 'handed-over', handedToHubId: WARSAW, reason: null, changedAt: NOW, version: 1 };
    expect(directRequest(atHeadquarters, { hubId: RIYADH, lines: two }, { ...directFacts, lane })).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.lane-handed-over' },
    });
    expect(directRequest(sourcing([], 'withdrawn'), { hubId: RIYADH, lines: two }, directFacts)).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.impossible-transition' },
    });
  });

  it('declines what nobody can give', () => {
    const step = done(declineRequest(atHeadquarters, 'no transport'));
    expect(step.dossier.request).toMatchObject({ state: 'declined' });
    expect(step.entries).toMatchObject([{ body: { to: 'declined', reason: 'declined-by-headquarters' } }]);
    expect(declineRequest(sourcing([]), 'x')).toMatchObject({ ok: false, refusal: { code: 'dispatch.impossible-transition' } });
  });

  it('closes short what was promised in part: what comes counts as all there is', () => {
    const taken = offer([{ lineNo: 1, count: 4 }], { state: 'part-accepted', accepted: [{ lineNo: 1, count: 4 }] });
    const item = { lineNo: 1, lotId: 'a', itemCode: 'KIT', sent: 4, received: null };
    const shipment = {
      id: 's',
      offerId: 'offer-1',
      requestId: 'request-1',
      incidentId: 'incident-1',
      items: [item],
      fromMissionId: WARSAW,
      toMissionId: ANKARA,
      state: 'in-transit' as const,
      orderedAt: NOW,
      heldUntil: inHours(24),
      departedAt: NOW,
      expectedAt: null,
      arrivedAt: null,
      discrepancyNotes: null,
      noteCount: 0,
      version: 1,
    };
    const of = request([kitLine(10)], { state: 'at-headquarters' });
    const before = dossier(
      { ...of, lines: of.lines.map((line) => ({ ...line, committed: 4 })) },
      { offers: [taken], shipments: [shipment] },
    );
    expect(done(declineRequest(before, 'no more')).dossier.request).toMatchObject({
      state: 'committed',
      lines: [{ committed: 4, waived: 6 }],
    });
  });
});
