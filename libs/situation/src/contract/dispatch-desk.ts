import type { PlanChoice, RequestLine } from '@bongsu/dispatch/contract';
import type { BoardDeployment, BoardIncident, BoardOffer, BoardRequest, BoardShipment, BoardState } from './board-state';

/** One line of an offer with what the person at the desk needs to answer it; null where she may not see the request. */
export interface DeskLine {
  readonly lineNo: number;
  readonly count: number;
  readonly line: RequestLine | null;
  readonly choice: PlanChoice | null;
}

export interface DeskOffer {
  readonly offer: BoardOffer;
  readonly request: BoardRequest | null;
  readonly incident: BoardIncident | null;
  readonly lines: readonly DeskLine[];
}

/** A hub's desk: what waits for its answer, what it has promised, and what is on the way from it. */
export interface DispatchDesk {
  readonly waiting: readonly DeskOffer[];
  readonly promised: readonly DeskOffer[];
  readonly deployments: readonly BoardDeployment[];
  readonly shipments: readonly BoardShipment[];
}

/** The offers that wait in a hub's lane: delivered ones by the clock that runs out first, then those not yet delivered by age. */
export function laneWaiting(state: BoardState, hubId: string): readonly BoardOffer[] {
  return Object.values(state.offers)
    .filter((offer) => offer.hubId === hubId && (offer.state === 'queued' || offer.state === 'sent'))
    .sort((a, b) => text(a.ackDueAt ?? LAST, b.ackDueAt ?? LAST) || text(a.queuedAt, b.queuedAt) || text(a.id, b.id));
}

export function dispatchDesk(state: BoardState, hubId: string): DispatchDesk {
  const promised = Object.values(state.offers)
    .filter((offer) => offer.hubId === hubId && (offer.state === 'accepted' || offer.state === 'part-accepted'))
    .sort((a, b) => text(a.queuedAt, b.queuedAt) || text(a.id, b.id));
  const fromHub = <Journey extends BoardDeployment | BoardShipment>(
    journeys: Record<string, Journey>,
    over: ReadonlySet<string>,
  ): Journey[] =>
    Object.values(journeys)
      .filter((journey) => journey.fromMissionId === hubId && !over.has(journey.state))
      .sort((a, b) => text(a.expectedAt ?? LAST, b.expectedAt ?? LAST) || text(a.id, b.id));
  return {
    waiting: laneWaiting(state, hubId).map((offer) => deskOffer(state, offer)),
    promised: promised.map((offer) => deskOffer(state, offer)),
    deployments: fromHub(state.deployments, deploymentsOver),
    shipments: fromHub(state.shipments, shipmentsOver),
  };
}

/** An offer with the request, the incident and the reasons of the plan, as far as this board holds them. */
export function deskOffer(state: BoardState, offer: BoardOffer): DeskOffer {
  const request = state.requests[offer.requestId] ?? null;
  const lines = offer.lines.map(({ lineNo, count }) => ({
    lineNo,
    count,
    line: request?.lines.find((line) => line.lineNo === lineNo)?.line ?? null,
    choice: request?.choices.find((choice) => choice.lineNo === lineNo && choice.hubId === offer.hubId) ?? null,
  }));
  return { offer, request, incident: state.incidents[offer.incidentId] ?? null, lines };
}

/** An incident's requests, the oldest first. */
export function requestsOf(state: BoardState, incidentId: string): readonly BoardRequest[] {
  return Object.values(state.requests)
    .filter((request) => request.incidentId === incidentId)
    .sort((a, b) => text(a.submittedAt, b.submittedAt) || text(a.id, b.id));
}

export function offersOf(state: BoardState, requestId: string): readonly BoardOffer[] {
  return Object.values(state.offers)
    .filter((offer) => offer.requestId === requestId)
    .sort((a, b) => text(a.queuedAt, b.queuedAt) || text(a.id, b.id));
}

const deploymentsOver: ReadonlySet<string> = new Set(['returned', 'cancelled']);
const shipmentsOver: ReadonlySet<string> = new Set(['received', 'lost', 'cancelled', 'lapsed']);
/** Sorts after every instant. */
const LAST = '~';

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
