import type { Entry } from '@bongsu/kernel';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import type { BoardState } from '../../src/contract';
import { deploymentOf, offerOf, requestOf, shipmentOf } from './dispatch-by-asking';
import { History, byId } from './history';
import { incidentOf } from './incidents-by-asking';
import { isOpenProposal, reportOf } from './reports-by-asking';

/**
 * The board worked out another way: not by folding, but by asking the whole history about each thing ("what did the last move
 * of this incident say?"). Slow and short-sighted about what is pruned, hence only for histories below the limits.
 */
export function boardByAsking(entries: readonly Entry[]): Omit<BoardState, 'recent'> {
  const ask = new History(entries);
  return {
    incidents: byId(
      [...ask.of(incidents.IncidentOpened), ...ask.of(incidents.IncidentShared)],
      ({ body }) => body.incidentId,
      ({ body }) => incidentOf(ask, body.incidentId),
    ),
    reports: byId(
      [...ask.of(incidents.ReportFiled), ...ask.of(incidents.ReportShared)],
      ({ body }) => body.reportId,
      ({ body }) => reportOf(ask, body.reportId),
    ),
    proposals: byId(
      ask.of(incidents.DuplicateProposed).filter((proposed) => isOpenProposal(ask, proposed)),
      ({ body }) => body.proposalId,
      ({ body }) => ({
        id: body.proposalId,
        reportId: body.reportId,
        incidentId: body.incidentId,
        distanceKm: body.distanceKm,
        minutesApart: body.minutesApart,
        sameCategory: body.sameCategory,
      }),
    ),
    requests: byId(
      [...ask.of(dispatch.RequestSubmitted), ...ask.of(dispatch.RequestShared)],
      ({ body }) => body.requestId,
      ({ body }) => requestOf(ask, body.requestId),
    ),
    offers: byId(
      ask.of(dispatch.OfferQueued),
      ({ body }) => body.offerId,
      (queued) => offerOf(ask, queued),
    ),
    deployments: byId(
      ask.of(dispatch.DeploymentOrdered),
      ({ body }) => body.deploymentId,
      (ordered) => deploymentOf(ask, ordered),
    ),
    shipments: byId(
      ask.of(dispatch.ShipmentOrdered),
      ({ body }) => body.shipmentId,
      (ordered) => shipmentOf(ask, ordered),
    ),
    lanes: byId(
      ask.of(dispatch.LaneChanged),
      ({ body }) => body.hubId,
      ({ body }) => ({ hubId: body.hubId, state: body.to, handedToHubId: body.handedToHubId, reason: body.reason }),
    ),
    missionStatuses: byId(
      ask.of(MissionStatusChanged),
      ({ body }) => body.missionId,
      ({ body }) => body.to,
    ),
    totals: {
      reports: ask.of(incidents.ReportFiled).length,
      incidentsOpened: ask.of(incidents.IncidentOpened).length,
      requests: ask.of(dispatch.RequestSubmitted).length,
      deploymentsArrived: ask
        .of(dispatch.DeploymentOrdered)
        .flatMap((ordered) =>
          ask.after(ordered, dispatch.DeploymentMoved, (body) => body.deploymentId === ordered.body.deploymentId && body.act === 'arrive'),
        ).length,
      shipmentsReceived: ask
        .of(dispatch.ShipmentOrdered)
        .flatMap((ordered) =>
          ask.after(ordered, dispatch.ShipmentMoved, (body) => body.shipmentId === ordered.body.shipmentId && body.act === 'receive'),
        ).length,
    },
  };
}
