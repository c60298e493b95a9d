import { Injectable } from '@nestjs/common';
import { IncidentMoved } from '@bongsu/incidents/contract';
import { type EntryRoute, type JobPromise, RoutesEntries, promise, route } from '@bongsu/platform';
import { JobRefused } from '@bongsu/platform/contract';
import {
  DeploymentMoved,
  LaneChanged,
  OfferAccepted,
  OfferDeclined,
  OfferPartAccepted,
  OfferQueued,
  OfferSent,
  RequestSubmitted,
  type ShipmentAct,
  ShipmentMoved,
  ShipmentOrdered,
} from '../contract';
import { deliverDirectedOffer, deliverOffer, deliverPassedOnOffer } from './deliver-offer.job';
import { deliverWaitingOffers, deliverWaitingSealedOffers } from './deliver-waiting-offers.job';
import { escalateOffer } from './escalate-offer.job';
import { escalateUndecidedRequest } from './escalate-undecided-request.job';
import { followLaneState } from './follow-lane-state.job';
import { followLaneWithSealedOffers } from './follow-lane-with-sealed-offers.job';
import { followSeal } from './follow-seal.job';
import { lapseShipment } from './lapse-shipment.job';
import { planAgain, planSupportRequest } from './plan-support-request.job';
import { referRequestWithoutRight } from './refer-without-right.job';
import { withdrawRequestsOfClosedIncident } from './withdraw-requests-of-closed-incident.job';

/** A new plan is owed once for each entry that may have left something uncovered. */
const anew = (entryId: string, requestId: string) => promise(planAgain, { requestId }, { key: entryId });

/** Jobs that a request waits for. */
const cannotHang: ReadonlySet<string> = new Set([planSupportRequest.name, deliverOffer.name, deliverDirectedOffer.name]);

/** What a shipment should have covered is wanted again. */
const goesMissing: ReadonlySet<ShipmentAct> = new Set(['cancel', 'report-lost', 'lapse']);

type QueuedOffer = ReturnType<typeof OfferQueued.schema.parse>;

/** Who stands behind an offer: nobody but the house, whoever directed it, or whoever submitted the request. */
function delivery({ offerId, priority, hubId: lane, requestingMissionId: over, escalatedFromOfferId, tier }: QueuedOffer): JobPromise {
  const payload = { offerId, priority: priority ?? null };
  if (escalatedFromOfferId !== null) return promise(deliverPassedOnOffer, payload, { key: offerId, lane });
  return promise(tier === 'headquarters' ? deliverDirectedOffer : deliverOffer, payload, { key: offerId, lane, over });
}

/** What waits in it is woken. */
const laneOpened = (entryId: string, hubId: string): JobPromise[] => [
  promise(deliverWaitingOffers, { hubId }, { key: entryId, lane: hubId }),
  promise(deliverWaitingSealedOffers, { hubId }, { key: entryId }),
];

/** By their kinds: all that counts of these entries is which incident they are about. */
const sealChanges = ['incidents.incident-sealed', 'incidents.incident-unsealed'].map((kind): EntryRoute => ({
  kind,
  promises: ({ id, incidentId }) => (incidentId === null ? [] : [promise(followSeal, { incidentId }, { key: id })]),
}));

/** What follows from which entry. */
@Injectable()
@RoutesEntries()
export class DispatchRoutes {
  readonly routes = [
    route(RequestSubmitted, ({ id, body }) => [
      promise(planSupportRequest, { requestId: body.requestId }, { key: id, over: body.missionId }),
      ...(body.decisionDueAt === null
        ? []
        : [promise(escalateUndecidedRequest, { requestId: body.requestId }, { key: body.requestId, dueAt: body.decisionDueAt })]),
    ]),
    route(OfferQueued, ({ body }) => [delivery(body)]),
    route(OfferSent, ({ body }) => [promise(escalateOffer, { offerId: body.offerId }, { key: body.offerId, dueAt: body.ackDueAt })]),
    route(OfferAccepted, ({ id, body }) => [anew(id, body.requestId)]),
    route(OfferPartAccepted, ({ id, body }) => [anew(id, body.requestId)]),
    route(OfferDeclined, ({ id, body }) => [anew(id, body.requestId)]),
    route(DeploymentMoved, ({ id, body }) => (body.act === 'cancel' ? [anew(id, body.requestId)] : [])),
    route(ShipmentOrdered, ({ body: { shipmentId, heldUntil: dueAt } }) =>
      dueAt === undefined ? [] : [promise(lapseShipment, { shipmentId }, { key: shipmentId, dueAt })],
    ),
    route(ShipmentMoved, ({ id, body }) => {
      const short = body.received?.some(({ sent, received }) => received < sent) === true;
      return short || goesMissing.has(body.act) ? [anew(id, body.requestId)] : [];
    }),
    route(JobRefused, ({ id, subject, body: { job } }) =>
      cannotHang.has(job)
        ? [promise(referRequestWithoutRight, subject.type === 'offer' ? { offerId: subject.id } : { requestId: subject.id }, { key: id })]
        : [],
    ),
    route(IncidentMoved, ({ id, body }) =>
      body.act === 'close' ? [promise(withdrawRequestsOfClosedIncident, { incidentId: body.incidentId }, { key: id })] : [],
    ),
    route(LaneChanged, ({ id, body }) => [
      promise(followLaneState, { hubId: body.hubId }, { key: id }),
      ...(body.to === 'handed-over' ? [promise(followLaneWithSealedOffers, { hubId: body.hubId }, { key: id })] : []),
      ...(body.to === 'open' ? laneOpened(id, body.hubId) : []),
    ]),
    ...sealChanges,
  ];
}
