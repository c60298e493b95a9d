import * as dispatch from '@bongsu/dispatch/contract';
import { type Step, instantAt, missions, pick } from '../chance';
import { type KnownOffer, type KnownRequest, type KnownWorld, type Stated, ofOffer, state } from './known-world';

/* Turns of the world: a request and its offers. Each states nothing when the world does not permit it now. */

export function request(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  const request: KnownRequest = {
    id: world.newId(),
    incidentId: incident.id,
    missionId: incident.missionId,
    state: 'submitted',
    committed: 0,
  };
  world.requests.push(request);
  return state(dispatch.RequestSubmitted, 'request', request.id, incident.id, {
    requestId: request.id,
    incidentId: incident.id,
    code: `SR-${world.made}`,
    missionId: request.missionId,
    priority: pick(dispatch.priorities, b),
    neededBy: instantAt(world.made + 500),
    decisionDueAt: instantAt(world.made + 20),
    lines: [
      { lineNo: 1, line: { kind: 'staff', skill: 'consular', languages: [], needsVisa: false, count: 4, minimum: 1, durationDays: 14 } },
      { lineNo: 2, line: { kind: 'supply', itemCode: 'KIT-01', count: 200, minimum: 50 } },
    ],
  });
}

export function plan(world: KnownWorld, { a, b }: Step): Stated | null {
  const request = world.some(world.requests, a);
  if (!request) return null;
  return state(dispatch.PlanMade, 'request', request.id, request.incidentId, {
    requestId: request.id,
    incidentId: request.incidentId,
    choices: [
      {
        lineNo: 1,
        hubId: pick(missions, b),
        count: 3,
        reason: { code: 'nearest-capable-hub', travelHours: 6.5, rank: 1, hubsConsidered: 4, arrivesBy: instantAt(world.made + 400) },
      },
    ],
    shortfalls: b % 2 === 0 ? [] : [{ lineNo: 2, missing: (b % 100) + 1, code: 'no-stock', belowMinimum: b % 3 === 0 }],
  });
}

export function moveRequest(world: KnownWorld, { a, b }: Step): Stated | null {
  const request = world.some(world.requests, a, (one) => !['closed', 'declined', 'withdrawn'].includes(one.state));
  if (!request) return null;
  const from = request.state;
  request.state = pick(dispatch.requestStates.slice(1), b);
  request.committed += b % 2;
  return state(dispatch.RequestMoved, 'request', request.id, request.incidentId, {
    requestId: request.id,
    incidentId: request.incidentId,
    from,
    to: request.state,
    lines: [{ lineNo: 1, committed: request.committed, arrived: Math.floor(request.committed / 2) }],
    reason: null,
  });
}

export function queue(world: KnownWorld, { a, b }: Step): Stated | null {
  const request = world.some(world.requests, a);
  if (!request) return null;
  const offer: KnownOffer = { id: world.newId(), request, hubId: pick(missions, b), state: 'queued' };
  world.offers.push(offer);
  return state(dispatch.OfferQueued, 'offer', offer.id, request.incidentId, {
    ...ofOffer(offer),
    tier: pick(dispatch.offerTiers, b),
    lines: [{ lineNo: 1, count: 2 }],
    escalatedFromOfferId: null,
  });
}

export function send(world: KnownWorld, { a }: Step): Stated | null {
  const offer = world.some(world.offers, a, (one) => one.state === 'queued');
  if (!offer) return null;
  offer.state = 'sent';
  return state(dispatch.OfferSent, 'offer', offer.id, offer.request.incidentId, {
    ...ofOffer(offer),
    ackDueAt: instantAt(world.made + 30),
  });
}

export function answer(world: KnownWorld, { a, b }: Step): Stated | null {
  const offer = world.some(world.offers, a, (one) => ['sent', 'accepted', 'part-accepted'].includes(one.state));
  if (!offer) return null;
  const { incidentId } = offer.request;
  const accepted = [{ lineNo: 1, count: 1 }];
  if (offer.state !== 'sent') {
    offer.state = 'fulfilled';
    return state(dispatch.OfferFulfilled, 'offer', offer.id, incidentId, ofOffer(offer));
  }
  offer.state = pick(['accepted', 'part-accepted', 'declined', 'escalated', 'withdrawn'] as const, b);
  switch (offer.state) {
    case 'accepted':
      return state(dispatch.OfferAccepted, 'offer', offer.id, incidentId, { ...ofOffer(offer), accepted });
    case 'part-accepted':
      return state(dispatch.OfferPartAccepted, 'offer', offer.id, incidentId, { ...ofOffer(offer), accepted });
    case 'declined':
      return state(dispatch.OfferDeclined, 'offer', offer.id, incidentId, {
        ...ofOffer(offer),
        reason: pick(dispatch.declineReasons, b),
      });
    case 'escalated':
      return state(dispatch.OfferEscalated, 'offer', offer.id, incidentId, {
        ...ofOffer(offer),
        toTier: 'alternate',
        toHubId: pick(missions, b),
      });
    default:
      return state(dispatch.OfferWithdrawn, 'offer', offer.id, incidentId, { ...ofOffer(offer), reason: null });
  }
}
