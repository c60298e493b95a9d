import { ANKARA, NOW, WARSAW, consularLine, dossier, inHours, kitLine, lot, offer, person, request, shelf } from '../../test/examples';
import { deploymentActs, deploymentStates, laneStates, requestStates, shipmentActs, shipmentStates } from '../contract';
import { changeLane, handOverLane } from './change-lane';
import { type Deployment, deploymentTransitions } from './deployment';
import type { Decided, Dossier, Step } from './dossier';
import { closeRequest, releaseRequest, withdrawRequest } from './end-request';
import { lapseShipment } from './lapse-shipment';
import { type Lane, type LaneAct, laneTransitions } from './lane';
import { type Observation, moveDeployment } from './move-deployment';
import { moveShipment, receiveShipment } from './move-shipment';
import { obligationChanges, obligationsOf } from './obligations';
import { type Shipment, shipmentTransitions } from './shipment';
import { requestTransitions } from './support-request';
import { acceptOffer } from './take-offer';

const done = <T extends Step>(decided: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value;
};
const now: Observation = { occurredAt: null, expectedAt: null };

/** One consul and ten kits, accepted by Warsaw. */
function accepted(): Dossier {
  const of = offer([
    { lineNo: 1, count: 1 },
    { lineNo: 2, count: 10 },
  ]);
  const before = dossier(request([consularLine(1), kitLine(10)], { state: 'sourcing', audience: [ANKARA, WARSAW] }), { offers: [of] });
  return done(acceptOffer(before, of, [], shelf({ staff: [person('kim')], lots: [lot('a', 10)] }))).dossier;
}
const withPerson = (state: Deployment['state'], more: Partial<Deployment> = {}): Dossier => {
  const base = accepted();
  return { ...base, deployments: base.deployments.map((each) => ({ ...each, ...more, state })) };
};
const withGoods = (state: Shipment['state'], more: Partial<Shipment> = {}): Dossier => {
  const base = accepted();
  return { ...base, shipments: base.shipments.map((each) => ({ ...each, ...more, state })) };
};
const move = (of: Dossier, act: Parameters<typeof moveDeployment>[2], seen = now, at = NOW): Decided =>
  moveDeployment(of, of.deployments[0]!, act, seen, at, 8);
const ship = (of: Dossier, act: 'dispatch' | 'hold' | 'clear' | 'report-lost' | 'cancel', seen = now, at = NOW): Decided =>
  moveShipment(of, of.shipments[0]!, act, seen, at, 8);
const receive = (of: Dossier, counted: Parameters<typeof receiveShipment>[2] = [], at = inHours(9)): Decided =>
  receiveShipment(of, of.shipments[0]!, counted, now, at);
const lapse = (of: Dossier): Decided => lapseShipment(of, of.shipments[0]!, inHours(24));

describe('every step of a deployment', () => {
  const cells = deploymentStates.flatMap((state) => deploymentActs.map((act) => [state, act] as const));
  it.each(cells)('%s · %s', (state, act) => {
    const to = deploymentTransitions.next(state, act);
    const result = move(withPerson(state), act);
    if (to === undefined)
      expect(result).toMatchObject({
        ok: false,
        refusal: { code: 'dispatch.impossible-transition', kind: 'conflict', facts: { state, act } },
      });
    else {
      expect(done(result).dossier.deployments).toMatchObject([{ state: to }]);
      expect(done(result).entries[0]).toMatchObject({ kind: 'dispatch.deployment-moved', body: { act, from: state, to } });
    }
  });

  it('expects arrival by the travel model, or by what was reported', () => {
    expect(done(move(accepted(), 'depart')).dossier.deployments[0]).toMatchObject({ departedAt: NOW, expectedAt: inHours(8) });
    expect(done(move(accepted(), 'depart', { occurredAt: inHours(-1), expectedAt: inHours(5) })).dossier.deployments[0]).toMatchObject({
      departedAt: inHours(-1),
      expectedAt: inHours(5),
    });
  });

  it('home begins when they left for it, and is expected by the travel model from then', () => {
    const released = withPerson('released', { departedAt: inHours(-90), arrivedAt: inHours(-80), releasedAt: inHours(-2) });
    const step = done(move(released, 'return', { occurredAt: inHours(-1), expectedAt: null }));
    expect(step.dossier.deployments[0]).toMatchObject({
      departedAt: inHours(-90),
      returnDepartedAt: inHours(-1),
      expectedAt: inHours(7),
    });
    expect(step.entries[0]).toMatchObject({ body: { act: 'return', occurredAt: inHours(-1), expectedAt: inHours(7) } });
    expect(
      moveDeployment(step.dossier, step.dossier.deployments[0]!, 'confirm-return', { occurredAt: inHours(-1.5), expectedAt: null }, NOW, 8),
    ).toMatchObject({ ok: false, refusal: { code: 'dispatch.time-out-of-order', facts: { notBefore: inHours(-1) } } });
  });

  it.each([
    ['dispatch.time-in-future', 'arrive', { occurredAt: inHours(1), expectedAt: null }, 'occurredAt'],
    ['dispatch.time-before-1948', 'arrive', { occurredAt: '1923-02-06T00:00:00.000Z', expectedAt: null }, 'occurredAt'],
    ['dispatch.time-out-of-order', 'arrive', { occurredAt: inHours(-5), expectedAt: null }, 'occurredAt'],
  ] as const)('is refused: %s', (code, act, seen, field) => {
    expect(move(withPerson('en-route', { departedAt: inHours(-4) }), act, seen)).toMatchObject({
      ok: false,
      refusal: { code, kind: 'invalid', field },
    });
  });

  it('cannot be expected before it was seen to leave', () => {
    expect(move(accepted(), 'depart', { occurredAt: NOW, expectedAt: NOW })).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.time-out-of-order', field: 'expectedAt' },
    });
  });
});

describe('every step of a shipment', () => {
  const cells = shipmentStates.flatMap((state) => shipmentActs.map((act) => [state, act] as const));
  it.each(cells)('%s · %s', (state, act) => {
    const to = shipmentTransitions.next(state, act);
    const standing = withGoods(state);
    const result = act === 'receive' ? receive(standing) : act === 'lapse' ? lapse(standing) : ship(standing, act);
    const code = state === 'lapsed' && act !== 'lapse' ? 'dispatch.reservation-lapsed' : 'dispatch.impossible-transition';
    if (to === undefined) expect(result).toMatchObject({ ok: false, refusal: { code, kind: 'conflict' } });
    else expect(result).toMatchObject({ ok: true, value: { dossier: { shipments: [{ state: to }] } } });
  });

  it('counts what arrived, with a note for a difference; what is missing is wanted again', () => {
    const under = withGoods('in-transit', { departedAt: NOW });
    const lotId = under.shipments[0]!.items[0]!.lotId;
    const step = done(receive(under, [{ lotId, received: 8, note: 'two boxes wet' }]));
    expect(step.dossier.shipments[0]).toMatchObject({
      state: 'received',
      arrivedAt: inHours(9),
      items: [{ sent: 10, received: 8 }],
    });
    expect(step.dossier.request).toMatchObject({ state: 'part-committed', lines: [{}, { committed: 8, arrived: 8 }] });
    expect(step.entries[0]).toMatchObject({ body: { received: [{ lotId, sent: 10, received: 8 }] } });
  });

  it.each([
    ['dispatch.discrepancy-needs-note', [{ lotId: 'a', received: 8, note: null }], 'items.0.note'],
    ['dispatch.lot-not-in-shipment', [{ lotId: 'x', received: 8, note: null }], 'items.0.lotId'],
    [
      'dispatch.lot-not-in-shipment',
      [
        { lotId: 'a', received: 10, note: null },
        { lotId: 'a', received: 10, note: null },
      ],
      'items.1.lotId',
    ],
  ] as const)('is refused: %s', (code, counted, field) => {
    expect(receive(withGoods('in-transit'), counted)).toMatchObject({ ok: false, refusal: { code, kind: 'invalid', field } });
  });
});

describe('supplies that are promised and not sent', () => {
  it('are held for a day from the promise, and the entry says until when', () => {
    expect(accepted().shipments).toMatchObject([{ state: 'picking', heldUntil: inHours(24) }]);
  });

  it('lapse: the request misses them again, and the plan says so with a code', () => {
    const step = done(lapse(accepted()));
    expect(step.dossier).toMatchObject({
      request: {
        state: 'part-committed',
        lines: [{ committed: 1 }, { committed: 0 }],
        plan: { shortfalls: [{ lineNo: 2, missing: 10, code: 'reservation-lapsed', belowMinimum: true }] },
      },
      shipments: [{ state: 'lapsed' }],
      offers: [{ state: 'accepted' }],
    });
    expect(step.entries).toMatchObject([
      { kind: 'dispatch.shipment-moved', audience: [ANKARA, WARSAW], body: { act: 'lapse', from: 'picking', to: 'lapsed' } },
      { kind: 'dispatch.request-moved', body: { to: 'part-committed', lines: [{}, { lineNo: 2, committed: 0 }] } },
      { kind: 'dispatch.plan-made', audience: [ANKARA, WARSAW], body: { shortfalls: [{ lineNo: 2, code: 'reservation-lapsed' }] } },
    ]);
  });

  it('lapse with their offer when it promised nothing else', () => {
    const of = offer([{ lineNo: 1, count: 10 }]);
    const before = dossier(request([kitLine(10)], { state: 'sourcing' }), { offers: [of] });
    const taken = done(acceptOffer(before, of, [], shelf({ lots: [lot('a', 10)] }))).dossier;
    expect(done(lapse(taken)).dossier).toMatchObject({ request: { state: 'sourcing' }, offers: [{ state: 'withdrawn' }] });
  });

  it('keep the codes of other gaps, and say no gap where headquarters gave the rest up', () => {
    const gap = { lineNo: 1, missing: 1, code: 'all-on-rest', belowMinimum: true } as const;
    const standing = accepted();
    const plan = { madeAt: NOW, choices: [], shortfalls: [gap] };
    expect(done(lapse({ ...standing, request: { ...standing.request, plan } })).dossier.request.plan?.shortfalls).toMatchObject([
      gap,
      { lineNo: 2, code: 'reservation-lapsed' },
    ]);
    const waived = standing.request.lines.map((line) => ({ ...line, waived: line.lineNo === 2 ? 10 : 0 }));
    expect(done(lapse({ ...standing, request: { ...standing.request, lines: waived } })).dossier.request.plan).toBeNull();
  });

  it('settle what the incident was owed', () => {
    const { settled } = obligationChanges(accepted(), done(lapse(accepted())).dossier);
    expect(settled.map(({ kind }) => kind)).toEqual(['shipment-in-transit']);
  });
});

describe('a request', () => {
  it('is fulfilled when everybody and everything has been seen at the destination, and its offer with it', () => {
    const arrived = done(move(withPerson('en-route'), 'arrive')).dossier;
    expect(arrived.request).toMatchObject({ state: 'committed', lines: [{ arrived: 1 }, { arrived: 0 }] });
    const sent = { ...arrived, shipments: arrived.shipments.map((each) => ({ ...each, state: 'in-transit' as const })) };
    const step = done(receive(sent));
    expect(step.dossier).toMatchObject({ request: { state: 'fulfilled' }, offers: [{ state: 'fulfilled' }] });
    expect(step.entries.map(({ kind }) => kind)).toEqual(['dispatch.shipment-moved', 'dispatch.offer-fulfilled', 'dispatch.request-moved']);
  });

  it('is sourced again when a person is called off, and when a shipment is lost', () => {
    expect(done(move(accepted(), 'cancel')).dossier.request).toMatchObject({
      state: 'part-committed',
      lines: [{ committed: 0 }, { committed: 10 }],
    });
    expect(done(ship(withGoods('in-transit'), 'report-lost')).dossier.request).toMatchObject({
      state: 'part-committed',
      lines: [{ committed: 1 }, { committed: 0 }],
    });
  });

  it('loses an offer of which nothing ever came', () => {
    const cancelled = done(move(accepted(), 'cancel')).dossier;
    const step = done(ship(cancelled, 'cancel'));
    expect(step.dossier).toMatchObject({ offers: [{ state: 'withdrawn' }], request: { state: 'sourcing' } });
    expect(step.entries.find(({ kind }) => kind === 'dispatch.offer-withdrawn')).toMatchObject({ body: { reason: 'nothing-arrived' } });
  });

  it('withdrawn calls off what has not left and lets the rest come to its end', () => {
    const moving = withPerson('en-route');
    const step = done(withdrawRequest(moving, 'no longer needed', NOW));
    expect(step.dossier).toMatchObject({
      request: { state: 'withdrawn', lines: [{ committed: 1 }, { committed: 0 }] },
      deployments: [{ state: 'en-route' }],
      shipments: [{ state: 'cancelled' }],
      offers: [{ state: 'accepted' }],
    });
    expect(step.calledOff).toMatchObject({ deployments: [], shipments: [{ id: moving.shipments[0]!.id }] });
    const arrived = done(move(step.dossier, 'arrive'));
    expect(arrived.dossier).toMatchObject({
      request: { state: 'withdrawn' },
      offers: [{ state: 'fulfilled' }],
      deployments: [{ state: 'arrived' }],
    });
  });

  it('withdrawn before anything was promised withdraws its offers', () => {
    const of = offer([{ lineNo: 1, count: 1 }], { state: 'queued' });
    const step = done(withdrawRequest(dossier(request([consularLine(1)], { state: 'sourcing' }), { offers: [of] }), 'found', NOW));
    expect(step.dossier.offers).toMatchObject([{ state: 'withdrawn' }]);
    expect(step.entries.map(({ kind }) => kind)).toEqual(['dispatch.offer-withdrawn', 'dispatch.request-moved']);
  });

  it.each(requestStates)('%s: withdraw, release and close as the table says', (state) => {
    const standing = dossier(request([consularLine(1)], { state }));
    expect(withdrawRequest(standing, 'x', NOW).ok).toBe(requestTransitions.next(state, 'withdraw') !== undefined);
    expect(releaseRequest(standing, NOW).ok).toBe(requestTransitions.next(state, 'release') !== undefined);
    expect(closeRequest(standing).ok).toBe(requestTransitions.next(state, 'close') !== undefined);
  });

  it('released sends home who serves; closed only when all are home', () => {
    const base = withPerson('on-task');
    const fulfilled = {
      ...base,
      request: { ...base.request, state: 'fulfilled' as const },
      shipments: base.shipments.map((each) => ({ ...each, state: 'received' as const })),
    };
    const released = done(releaseRequest(fulfilled, NOW)).dossier;
    expect(released).toMatchObject({ request: { state: 'released' }, deployments: [{ state: 'released', releasedAt: NOW }] });
    expect(closeRequest(released)).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.movements-open', facts: { notReturned: ['S-kim'] } },
    });
    const home = { ...released, deployments: released.deployments.map((each) => ({ ...each, state: 'returned' as const })) };
    expect(done(closeRequest(home)).dossier.request.state).toBe('closed');
  });
});

describe('what keeps an incident open', () => {
  it('opens with what is asked and sent, and is settled as each comes to its end', () => {
    const of = offer([
      { lineNo: 1, count: 1 },
      { lineNo: 2, count: 10 },
    ]);
    const before = dossier(request([consularLine(1), kitLine(10)], { state: 'sourcing' }), { offers: [of] });
    expect(obligationsOf(before).map(({ kind }) => kind)).toEqual(['request-open', 'offer-open']);
    const { opened, settled } = obligationChanges(before, accepted());
    expect(opened.map(({ kind }) => kind)).toEqual(['deployment-not-returned', 'shipment-in-transit']);
    expect(settled.map(({ kind }) => kind)).toEqual(['offer-open']);
    const over = { ...accepted(), request: { ...accepted().request, state: 'released' as const }, deployments: [], shipments: [] };
    expect(obligationsOf(over)).toEqual([]);
  });
});

describe('every step of a lane', () => {
  const lane = (state: Lane['state'], hubId = WARSAW): Lane => ({
    hubId,
    state,
    handedToHubId: null,
    reason: null,
    changedAt: null,
    version: 1,
  });
  const cells = laneStates.flatMap((state) =>
    (['pause', 'resume', 'takeBack'] as const satisfies LaneAct[]).map((act) => [state, act] as const),
  );

  it.each(cells)('%s · %s', (state, act) => {
    const to = laneTransitions.next(state, act);
    const result = changeLane(lane(state), act, 'night', undefined, NOW);
    if (to === undefined) expect(result).toMatchObject({ ok: false, refusal: { code: 'dispatch.impossible-transition' } });
    else
      expect(result).toMatchObject({ ok: true, value: { lane: { state: to }, entry: { body: { from: state, to, handedToHubId: null } } } });
  });

  it.each(laneStates)('%s · hand over', (state) => {
    expect(handOverLane(lane(state), lane('open', ANKARA), 'night', undefined, NOW).ok).toBe(state !== 'handed-over');
  });

  it('is not handed to itself, to a mission without a lane, or to one that is not open', () => {
    expect(handOverLane(lane('open'), lane('open'), 'x', undefined, NOW)).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.lane-to-itself' },
    });
    expect(handOverLane(lane('open'), undefined, 'x', undefined, NOW)).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.not-a-hub' },
    });
    expect(handOverLane(lane('open'), lane('paused', ANKARA), 'x', undefined, NOW)).toMatchObject({
      ok: false,
      refusal: { code: 'dispatch.target-lane-not-open' },
    });
  });
});
