import type { DeploymentState, RequestState, ShipmentState } from '@bongsu/dispatch/contract';
import type { BoardClock, BoardDeployment, BoardIncident, BoardOffer, BoardRequest, BoardShipment, BoardState } from './board-state';

/** Undecided requests run against `decisionDueAt`; those not yet filled run against the time they are needed by. */
const undecided: ReadonlySet<RequestState> = new Set<RequestState>(['submitted', 'sourcing', 'at-headquarters']);
const unfilled: ReadonlySet<RequestState> = new Set<RequestState>([
  'submitted',
  'sourcing',
  'part-committed',
  'committed',
  'at-headquarters',
]);
const staffNotAway: ReadonlySet<DeploymentState> = new Set<DeploymentState>(['ordered', 'mobilising']);
const suppliesOnTheWay: ReadonlySet<ShipmentState> = new Set<ShipmentState>(['in-transit', 'customs-hold']);

/** An incident in the list, with the clock that runs out first. */
export interface IncidentOnClock {
  readonly incident: BoardIncident;
  readonly clock: BoardClock | null;
  readonly overdue: boolean;
}

export function isOpen(incident: BoardIncident): boolean {
  return incident.closedAt === null;
}

/** Every clock that runs in an incident, the one that runs out first in front. */
export function clocksOf(state: BoardState, incidentId: string): readonly BoardClock[] {
  return clocksByIncident(state).get(incidentId) ?? [];
}

/**
 * The incident list as operators work it: open ones by the clock that runs out first (so the longest overdue is on top), then
 * those without a clock by urgency and age, then the closed ones, last closed first. `now` is an ISO instant.
 */
export function incidentsByClock(state: BoardState, now: string): readonly IncidentOnClock[] {
  const clocks = clocksByIncident(state);
  return Object.values(state.incidents)
    .map((incident) => {
      const clock = clocks.get(incident.id)?.[0] ?? null;
      return { incident, clock, overdue: clock !== null && clock.dueAt < now };
    })
    .sort(byClock);
}

function byClock(a: IncidentOnClock, b: IncidentOnClock): number {
  return (
    Number(a.incident.closedAt !== null) - Number(b.incident.closedAt !== null) ||
    text(b.incident.closedAt ?? '', a.incident.closedAt ?? '') ||
    Number(a.clock === null) - Number(b.clock === null) ||
    text(a.clock?.dueAt ?? '', b.clock?.dueAt ?? '') ||
    text(a.incident.urgency, b.incident.urgency) ||
    text(a.incident.openedAt, b.incident.openedAt) ||
    text(a.incident.id, b.incident.id)
  );
}

/** Computed once per board: the board is never changed, so neither are its clocks. */
const known = new WeakMap<BoardState, ReadonlyMap<string, readonly BoardClock[]>>();

function clocksByIncident(state: BoardState): ReadonlyMap<string, readonly BoardClock[]> {
  const before = known.get(state);
  if (before) return before;
  const clocks = new Map<string, BoardClock[]>();
  const add = (incidentId: string, clock: BoardClock | null): void => {
    const incident = state.incidents[incidentId];
    if (clock === null || (incident && !isOpen(incident))) return;
    const list = clocks.get(incidentId);
    if (list) list.push(clock);
    else clocks.set(incidentId, [clock]);
  };
  for (const incident of Object.values(state.incidents)) for (const clock of ofIncident(incident)) add(incident.id, clock);
  for (const request of Object.values(state.requests)) for (const clock of ofRequest(request)) add(request.incidentId, clock);
  for (const offer of Object.values(state.offers)) add(offer.incidentId, ofOffer(offer, state.requests[offer.requestId]));
  for (const deployment of Object.values(state.deployments)) add(deployment.incidentId, ofDeployment(deployment));
  for (const shipment of Object.values(state.shipments)) add(shipment.incidentId, ofShipment(shipment));
  for (const list of clocks.values()) list.sort((a, b) => text(a.dueAt, b.dueAt) || text(a.code, b.code) || text(a.subjectId, b.subjectId));
  known.set(state, clocks);
  return clocks;
}

function ofIncident(incident: BoardIncident): BoardClock[] {
  const { id: subjectId, missionId } = incident;
  const clocks: BoardClock[] = [];
  if (incident.ackDueAt !== null && incident.acknowledgedAt === null)
    clocks.push({ code: 'incident-ack', dueAt: incident.ackDueAt, missionId, subjectId, label: null });
  if (incident.alertReviewAt !== null && incident.alertLevel !== 'none')
    clocks.push({ code: 'alert-review', dueAt: incident.alertReviewAt, missionId: null, subjectId, label: null });
  for (const task of Object.values(incident.tasks)) {
    if (task.state === 'open' && task.dueAt !== null)
      clocks.push({ code: 'task-due', dueAt: task.dueAt, missionId: task.ownerMissionId, subjectId: task.id, label: task.title });
  }
  return clocks;
}

function ofRequest({ id: subjectId, code: label, missionId, state, decisionDueAt, neededBy }: BoardRequest): BoardClock[] {
  const clocks: BoardClock[] = [];
  if (decisionDueAt !== null && undecided.has(state))
    clocks.push({ code: 'request-decision', dueAt: decisionDueAt, missionId: null, subjectId, label });
  if (unfilled.has(state)) clocks.push({ code: 'needed-by', dueAt: neededBy, missionId, subjectId, label });
  return clocks;
}

function ofOffer({ id: subjectId, state, ackDueAt, hubId }: BoardOffer, request: BoardRequest | undefined): BoardClock | null {
  return state === 'sent' && ackDueAt !== null
    ? { code: 'offer-ack', dueAt: ackDueAt, missionId: hubId, subjectId, label: request?.code ?? null }
    : null;
}

/** Who can say that the way is over: the sender until somebody has left and when she is home again, the destination in between. */
function ofDeployment({
  id: subjectId,
  state,
  expectedAt,
  fromMissionId,
  toMissionId,
  staffNo: label,
}: BoardDeployment): BoardClock | null {
  const atHome = staffNotAway.has(state) || state === 'returning';
  if (expectedAt === null || !(atHome || state === 'en-route')) return null;
  return { code: 'arrival-expected', dueAt: expectedAt, missionId: atHome ? fromMissionId : toMissionId, subjectId, label };
}

function ofShipment({ id: subjectId, state, expectedAt, fromMissionId, toMissionId, items }: BoardShipment): BoardClock | null {
  if (expectedAt === null || !(state === 'picking' || suppliesOnTheWay.has(state))) return null;
  return {
    code: 'arrival-expected',
    dueAt: expectedAt,
    missionId: state === 'picking' ? fromMissionId : toMissionId,
    subjectId,
    label: items.map((item) => item.itemCode).join(', '),
  };
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
