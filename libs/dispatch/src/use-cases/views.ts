import { type Permission, may } from '@bongsu/access';
import { Sensitive } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import type { DeploymentView, OfferView, ShipmentView, SupportRequestDetail, SupportRequestView } from '../contract';
import { type Deployment, deploymentReporter, deploymentTransitions } from '../domain/deployment';
import type { Dossier } from '../domain/dossier';
import type { Offer } from '../domain/offer';
import { type Shipment, type ShipmentItem, shipmentReporter, shipmentTransitions } from '../domain/shipment';
import { type SupportRequest, isPlannable, requestTransitions } from '../domain/support-request';
import type { TypedText } from '../domain/typed-text';
import { wordsOf } from '../storage/typed-texts';

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
    declineNote: wordsOf(declineNote),
    escalatedFromOfferId,
    version,
  };
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
    justification: wordsOf(justification),
    lines,
    state,
    submittedAt,
    decisionDueAt,
    endedReason: wordsOf(endedReason),
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
    noteCount,
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
    noteCount,
    version,
  };
}

export function shipmentView(shipment: Shipment, actor: Actor): ShipmentView {
  const {
    id,
    offerId,
    requestId,
    incidentId,
    state,
    fromMissionId,
    toMissionId,
    departedAt,
    expectedAt,
    arrivedAt,
    heldUntil,
    discrepancyNotes,
    noteCount,
    version,
  } = shipment;
  const noteOn = notesByLot(discrepancyNotes);
  const items = shipment.items.map(({ lineNo, lotId, itemCode, sent, received }) => ({
    lineNo,
    lotId,
    itemCode,
    sent,
    received,
    discrepancyNote: noteOn({ lotId, sent, received }),
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
    noteCount,
    version,
  };
}

/** Where they were erased it shows at every count that differed, as each of them had a note. */
function notesByLot(notes: TypedText | null): (item: Pick<ShipmentItem, 'lotId' | 'sent' | 'received'>) => string | null {
  if (notes instanceof Sensitive && notes.isErased)
    return ({ sent, received }) => (received === null || received === sent ? null : notes.reveal());
  const byLot = JSON.parse(wordsOf(notes) ?? '{}') as Readonly<Record<string, string>>;
  return ({ lotId }) => byLot[lotId] ?? null;
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
