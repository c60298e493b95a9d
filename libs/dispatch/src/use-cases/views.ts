import { type Permission, may } from '@bongsu/access';
import type { Actor } from '@bongsu/platform';
import type { DeploymentView, OfferView, ShipmentView, SupportRequestDetail, SupportRequestView } from '../contract';
import { type Deployment, deploymentReporter, deploymentTransitions } from '../domain/deployment';
import type { Dossier } from '../domain/dossier';
import type { Offer } from '../domain/offer';
import { type Shipment, shipmentReporter, shipmentTransitions } from '../domain/shipment';
import { type SupportRequest, isPlannable, requestTransitions } from '../domain/support-request';

/** What leaves, picked field by field: a new column is private until somebody names it here. */
export function offerView(offer: Offer): OfferView {
  const {
    id,
    requestId,
    incidentId,
    hubId,
    tier,
    lines,
    accepted,
    state,
    queuedAt,
    sentAt,
    ackDueAt,
    answeredAt,
    declineReason,
    declineNote,
    escalatedFromOfferId,
    version,
  } = offer;
  return {
    id,
    requestId,
    incidentId,
    hubId,
    tier,
    lines: [...lines],
    accepted: [...accepted],
    state,
    queuedAt,
    sentAt,
    ackDueAt,
    answeredAt,
    declineReason,
    declineNote,
    escalatedFromOfferId,
    version,
  };
}

/** An offer of a dossier that is known to hold it. */
export function offerIn(dossier: Dossier, offerId: string): OfferView {
  return offerView(foundIn(dossier.offers, offerId));
}

export function foundIn<Thing extends { readonly id: string }>(things: readonly Thing[], id: string): Thing {
  const found = things.find((thing) => thing.id === id);
  if (found === undefined) throw new Error(`the dossier does not hold ${id}`);
  return found;
}

export function requestView(request: SupportRequest): SupportRequestView {
  const { id, code, incidentId, missionId, priority, neededBy, justification, state, submittedAt, decisionDueAt, endedReason, version } =
    request;
  const lines = request.lines.map(({ lineNo, line, committed, arrived }) => ({ lineNo, line, committed, arrived }));
  return {
    id,
    code,
    incidentId,
    missionId,
    priority,
    neededBy,
    justification,
    lines,
    state,
    submittedAt,
    decisionDueAt,
    endedReason,
    version,
  };
}

/** `permittedActs`: what the state permits and this person may report. */
export function deploymentView(deployment: Deployment, actor: Actor): DeploymentView {
  const {
    id,
    offerId,
    requestId,
    incidentId,
    lineNo,
    staffId,
    staffNo,
    state,
    fromMissionId,
    toMissionId,
    departedAt,
    expectedAt,
    arrivedAt,
    releasedAt,
    returnDepartedAt,
    returnedAt,
    version,
  } = deployment;
  const permittedActs = deploymentTransitions.permitted(state).filter((act) => mayReport(actor, deployment, deploymentReporter[act]));
  return {
    id,
    offerId,
    requestId,
    incidentId,
    lineNo,
    staffId,
    staffNo,
    state,
    permittedActs,
    fromMissionId,
    toMissionId,
    departedAt,
    expectedAt,
    arrivedAt,
    releasedAt,
    returnDepartedAt,
    returnedAt,
    version,
  };
}

export function shipmentView(shipment: Shipment, actor: Actor): ShipmentView {
  const { id, offerId, requestId, incidentId, state, fromMissionId, toMissionId, departedAt, expectedAt, arrivedAt, heldUntil, version } =
    shipment;
  const items = shipment.items.map(({ lineNo, lotId, itemCode, sent, received, discrepancyNote }) => ({
    lineNo,
    lotId,
    itemCode,
    sent,
    received,
    discrepancyNote,
  }));
  const permittedActs = shipmentTransitions.permitted(state).filter((act) => mayReport(actor, shipment, shipmentReporter[act]));
  return {
    id,
    offerId,
    requestId,
    incidentId,
    items,
    state,
    permittedActs,
    fromMissionId,
    toMissionId,
    departedAt,
    expectedAt,
    arrivedAt,
    heldUntil,
    version,
  };
}

export function requestDetail({ request, offers, deployments, shipments }: Dossier, actor: Actor): SupportRequestDetail {
  const { plan } = request;
  return {
    ...requestView(request),
    plan: plan === null ? null : { madeAt: plan.madeAt, choices: [...plan.choices], shortfalls: [...plan.shortfalls] },
    offers: offers.map(offerView),
    deployments: deployments.map((deployment) => deploymentView(deployment, actor)),
    shipments: shipments.map((shipment) => shipmentView(shipment, actor)),
    permittedActs: requestActs(request, actor),
  };
}

const actsOfPeople = {
  withdraw: 'dispatch.request.withdraw',
  release: 'dispatch.request.withdraw',
  close: 'dispatch.request.withdraw',
  decline: 'dispatch.request.direct',
} as const satisfies Record<string, Permission>;

function requestActs(request: SupportRequest, actor: Actor): string[] {
  const byTable = requestTransitions.permitted(request.state);
  const acts = (Object.keys(actsOfPeople) as (keyof typeof actsOfPeople)[]).filter(
    (act) => byTable.includes(act) && may(actor, actsOfPeople[act], request.missionId),
  );
  const canDirect =
    (isPlannable(request.state) || request.state === 'at-headquarters') && may(actor, 'dispatch.request.direct', request.missionId);
  return canDirect ? [...acts, 'direct'] : acts;
}

function mayReport(
  actor: Actor,
  journey: { readonly fromMissionId: string; readonly toMissionId: string },
  side: 'sender' | 'receiver' | 'either' | 'clock',
): boolean {
  if (side === 'clock') return false;
  const sender = side !== 'receiver' && may(actor, 'dispatch.movement.report', journey.fromMissionId);
  return sender || (side !== 'sender' && may(actor, 'dispatch.movement.report', journey.toMissionId));
}
