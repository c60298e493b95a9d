import type { Instant, NewEntry } from '@bongsu/kernel';
import {
  DeploymentMoved,
  DeploymentOrdered,
  OfferFulfilled,
  OfferQueued,
  OfferWithdrawn,
  PlanMade,
  RequestMoved,
  RequestShared,
  RequestSubmitted,
  ShipmentMoved,
  ShipmentOrdered,
  type DeploymentAct,
  type Priority,
  type RequestState,
  type ShipmentAct,
} from '../contract';
import type { Deployment } from './deployment';
import type { Dossier } from './dossier';
import type { Offer } from './offer';
import type { Shipment } from './shipment';
import type { Plan, SupportRequest } from './support-request';

/** What every entry about an offer says of it, and who may see it. */
export function aboutOffer(offer: Offer, ...alsoSeenBy: string[]) {
  return {
    subject: { type: 'offer', id: offer.id },
    incidentId: offer.incidentId,
    audience: [...new Set([offer.requestingMissionId, offer.hubId, ...alsoSeenBy])],
    offer: {
      offerId: offer.id,
      requestId: offer.requestId,
      incidentId: offer.incidentId,
      hubId: offer.hubId,
      requestingMissionId: offer.requestingMissionId,
    },
  };
}

export function aboutRequest(dossier: Dossier) {
  const { request } = dossier;
  return {
    subject: { type: 'support-request', id: request.id },
    incidentId: request.incidentId,
    audience: request.audience,
    request: { requestId: request.id, incidentId: request.incidentId },
  };
}

export function offerQueued(offer: Offer, priority: Priority): NewEntry {
  const { offer: ids, ...about } = aboutOffer(offer);
  return OfferQueued.of({
    ...about,
    body: { ...ids, tier: offer.tier, lines: [...offer.lines], escalatedFromOfferId: offer.escalatedFromOfferId, priority },
  });
}

export function offerFulfilled(offer: Offer): NewEntry {
  const { offer: ids, ...about } = aboutOffer(offer);
  return OfferFulfilled.of({ ...about, body: ids });
}

/** `reason` is a code, never typed text. */
export function offerWithdrawn(offer: Offer, reason: string | null): NewEntry {
  const { offer: ids, ...about } = aboutOffer(offer);
  return OfferWithdrawn.of({ ...about, body: { ...ids, reason } });
}

export function planMade(dossier: Dossier, plan: Plan): NewEntry {
  const { request: ids, ...about } = aboutRequest(dossier);
  return PlanMade.of({ ...about, body: { ...ids, choices: [...plan.choices], shortfalls: [...plan.shortfalls] } });
}

export function requestSubmitted(dossier: Dossier): NewEntry {
  const { code, missionId, priority, neededBy, decisionDueAt, lines } = dossier.request;
  const { request: ids, ...about } = aboutRequest(dossier);
  return RequestSubmitted.of({
    ...about,
    body: { ...ids, code, missionId, priority, neededBy, decisionDueAt, lines: lines.map(({ lineNo, line }) => ({ lineNo, line })) },
  });
}

/** Tells newcomers, and them alone, how the request stands. */
export function requestShared(dossier: Dossier, missions: readonly string[]): NewEntry {
  const { code, missionId, priority, neededBy, decisionDueAt, submittedAt, state, lines, plan } = dossier.request;
  const { request: ids, ...about } = aboutRequest(dossier);
  return RequestShared.of({
    ...about,
    audience: missions,
    body: {
      ...{ ...ids, missions: [...missions], code, missionId, priority, neededBy, decisionDueAt, submittedAt, state },
      lines: lines.map(({ lineNo, line, committed, arrived }) => ({ lineNo, line, committed, arrived })),
      choices: [...(plan?.choices ?? [])],
      shortfalls: [...(plan?.shortfalls ?? [])],
    },
  });
}

/** `reason` is a code, never typed text. */
export function requestMoved(dossier: Dossier, from: RequestState, reason: string | null = null): NewEntry {
  const { request: ids, ...about } = aboutRequest(dossier);
  return RequestMoved.of({ ...about, body: { ...ids, from, to: dossier.request.state, lines: figuresOf(dossier.request), reason } });
}

export function deploymentOrdered(deployment: Deployment): NewEntry {
  const { id, offerId, requestId, incidentId, lineNo, staffId, staffNo, fromMissionId, toMissionId, expectedAt } = deployment;
  return DeploymentOrdered.of({
    ...aboutJourney('deployment', deployment),
    body: { deploymentId: id, offerId, requestId, incidentId, lineNo, staffId, staffNo, fromMissionId, toMissionId, expectedAt },
  });
}

export function deploymentMoved(act: DeploymentAct, before: Deployment, after: Deployment, occurredAt: Instant): NewEntry {
  const { id, requestId, incidentId, staffNo, fromMissionId, toMissionId, expectedAt } = after;
  return DeploymentMoved.of({
    ...aboutJourney('deployment', after),
    body: {
      deploymentId: id,
      requestId,
      incidentId,
      staffNo,
      act,
      from: before.state,
      to: after.state,
      fromMissionId,
      toMissionId,
      occurredAt,
      expectedAt,
    },
  });
}

export function shipmentOrdered(shipment: Shipment): NewEntry {
  const { id, offerId, requestId, incidentId, fromMissionId, toMissionId, expectedAt, heldUntil } = shipment;
  const items = shipment.items.map(({ lineNo, lotId, itemCode, sent }) => ({ lineNo, lotId, itemCode, sent }));
  return ShipmentOrdered.of({
    ...aboutJourney('shipment', shipment),
    body: { shipmentId: id, offerId, requestId, incidentId, items, fromMissionId, toMissionId, expectedAt, heldUntil },
  });
}

export function shipmentMoved(act: ShipmentAct, before: Shipment, after: Shipment, occurredAt: Instant): NewEntry {
  const { id, requestId, incidentId, fromMissionId, toMissionId, expectedAt } = after;
  const counted = after.items.map(({ lotId, itemCode, sent, received }) => ({ lotId, itemCode, sent, received: received ?? 0 }));
  return ShipmentMoved.of({
    ...aboutJourney('shipment', after),
    body: {
      ...{
        shipmentId: id,
        requestId,
        incidentId,
        act,
        from: before.state,
        to: after.state,
        fromMissionId,
        toMissionId,
        occurredAt,
        expectedAt,
      },
      received: act === 'receive' ? counted : null,
    },
  });
}

function aboutJourney(
  type: 'deployment' | 'shipment',
  journey: { id: string; incidentId: string; fromMissionId: string; toMissionId: string },
) {
  return {
    subject: { type, id: journey.id },
    incidentId: journey.incidentId,
    audience: [...new Set([journey.toMissionId, journey.fromMissionId])],
  };
}

function figuresOf(request: SupportRequest): { lineNo: number; committed: number; arrived: number }[] {
  return request.lines.map(({ lineNo, committed, arrived }) => ({ lineNo, committed, arrived }));
}
