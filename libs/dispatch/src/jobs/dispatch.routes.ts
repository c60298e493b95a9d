import { Injectable } from '@nestjs/common';
import { IncidentMoved } from '@bongsu/incidents/contract';
import { RoutesEntries, promise, route } from '@bongsu/platform';
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
import { deliverOffer } from './deliver-offer.job';
import { deliverWaitingOffers } from './deliver-waiting-offers.job';
import { escalateOffer } from './escalate-offer.job';
import { escalateUndecidedRequest } from './escalate-undecided-request.job';
import { followLaneState } from './follow-lane-state.job';
import { lapseShipment } from './lapse-shipment.job';
import { planSupportRequest } from './plan-support-request.job';
import { withdrawRequestsOfClosedIncident } from './withdraw-requests-of-closed-incident.job';

/** A new plan is owed once for each entry that may have left something uncovered. */
const planAgain = (entryId: string, requestId: string) => promise(planSupportRequest, { requestId }, { key: entryId });

/** What a shipment should have covered is wanted again. */
const goesMissing: ReadonlySet<ShipmentAct> = new Set(['cancel', 'report-lost', 'lapse']);

/** What follows from which entry. */
@Injectable()
@RoutesEntries()
export class DispatchRoutes {
  readonly routes = [
    route(RequestSubmitted, ({ id, body }) => [
      planAgain(id, body.requestId),
      ...(body.decisionDueAt === null
        ? []
        : [promise(escalateUndecidedRequest, { requestId: body.requestId }, { key: body.requestId, dueAt: body.decisionDueAt })]),
    ]),
    route(OfferQueued, ({ body }) => [promise(deliverOffer, { offerId: body.offerId }, { key: body.offerId, lane: body.hubId })]),
    route(OfferSent, ({ body }) => [promise(escalateOffer, { offerId: body.offerId }, { key: body.offerId, dueAt: body.ackDueAt })]),
    route(OfferAccepted, ({ id, body }) => [planAgain(id, body.requestId)]),
    route(OfferPartAccepted, ({ id, body }) => [planAgain(id, body.requestId)]),
    route(OfferDeclined, ({ id, body }) => [planAgain(id, body.requestId)]),
    route(DeploymentMoved, ({ id, body }) => (body.act === 'cancel' ? [planAgain(id, body.requestId)] : [])),
    route(ShipmentOrdered, ({ body: { shipmentId, heldUntil: dueAt } }) =>
      dueAt === undefined ? [] : [promise(lapseShipment, { shipmentId }, { key: shipmentId, dueAt })],
    ),
    route(ShipmentMoved, ({ id, body }) => {
      const short = body.received?.some(({ sent, received }) => received < sent) === true;
      return short || goesMissing.has(body.act) ? [planAgain(id, body.requestId)] : [];
    }),
    route(IncidentMoved, ({ id, body }) =>
      body.act === 'close' ? [promise(withdrawRequestsOfClosedIncident, { incidentId: body.incidentId }, { key: id })] : [],
    ),
    route(LaneChanged, ({ id, body }) => [
      promise(followLaneState, { hubId: body.hubId }, { key: id }),
      ...(body.to === 'open' ? [promise(deliverWaitingOffers, { hubId: body.hubId }, { key: id, lane: body.hubId })] : []),
    ]),
  ];
}
