import { type DeploymentState, type RequestLine, type ShipmentState, deploymentStates, shipmentStates } from '@bongsu/dispatch/contract';
import { type BoardRequest, type BoardState, requestsOf } from '../contract';
import type { Asked, Counted, SitrepDocument, SitrepLine, SitrepRequest } from './sitrep-document';
import type { Stamp } from './stamp';

/** What was asked for, and how much of it is promised, on its way and there. */
export function requestLines(board: BoardState, incidentId: string, stamp: (utc: string) => Stamp): SitrepRequest[] {
  return requestsOf(board, incidentId).map((request) => ({
    code: request.code,
    missionId: request.missionId,
    priority: request.priority,
    state: request.state,
    neededBy: stamp(request.neededBy),
    lines: request.lines.map((line) => lineOf(board, request, line)),
  }));
}

function lineOf(board: BoardState, request: BoardRequest, { lineNo, line, committed, arrived }: BoardRequest['lines'][number]): SitrepLine {
  const gap = request.shortfalls.find((shortfall) => shortfall.lineNo === lineNo);
  const moved = line.kind === 'staff' ? staffOf(board, request.id, lineNo) : suppliesOf(board, request.id, lineNo);
  return {
    lineNo,
    asked: askedFor(line),
    requested: line.count,
    minimum: line.minimum,
    committed,
    enRoute: moved.enRoute,
    // Arrival is observed on the journey; the request hears of it in the same breath or a little later.
    arrived: Math.max(arrived, moved.arrived),
    short: Math.max(0, line.count - committed),
    gap: gap ? { code: gap.code, missing: gap.missing, belowMinimum: gap.belowMinimum } : null,
  };
}

function askedFor(line: RequestLine): Asked {
  return line.kind === 'staff' ? { kind: 'staff', skill: line.skill } : { kind: 'supply', itemCode: line.itemCode };
}

function staffOf(board: BoardState, requestId: string, lineNo: number): { enRoute: number; arrived: number } {
  const mine = Object.values(board.deployments).filter((deployment) => deployment.requestId === requestId && deployment.lineNo === lineNo);
  return {
    enRoute: mine.filter((deployment) => deployment.state === 'en-route').length,
    arrived: mine.filter((deployment) => deployment.arrivedAt !== null).length,
  };
}

function suppliesOf(board: BoardState, requestId: string, lineNo: number): { enRoute: number; arrived: number } {
  const mine = Object.values(board.shipments).filter((shipment) => shipment.requestId === requestId);
  const sum = (state: (state: ShipmentState) => boolean, figure: (item: { sent: number; received: number | null }) => number): number =>
    mine
      .filter((shipment) => state(shipment.state))
      .flatMap((shipment) => shipment.items.filter((item) => item.lineNo === lineNo))
      .reduce((total, item) => total + figure(item), 0);
  return {
    enRoute: sum(
      (state) => state === 'in-transit' || state === 'customs-hold',
      (item) => item.sent,
    ),
    arrived: sum(
      (state) => state === 'received',
      (item) => item.received ?? item.sent,
    ),
  };
}

export function movementsOf(board: BoardState, incidentId: string): SitrepDocument['movements'] {
  const deployments = Object.values(board.deployments).filter((deployment) => deployment.incidentId === incidentId);
  const shipments = Object.values(board.shipments).filter((shipment) => shipment.incidentId === incidentId);
  return {
    deployments: counted<DeploymentState>(deploymentStates, deployments),
    shipments: counted<ShipmentState>(shipmentStates, shipments),
  };
}

function counted<State extends string>(states: readonly State[], journeys: readonly { state: State }[]): Counted<State>[] {
  return states
    .map((state) => ({ state, count: journeys.filter((journey) => journey.state === state).length }))
    .filter(({ count }) => count > 0);
}
