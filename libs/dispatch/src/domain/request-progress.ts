import type { NewEntry } from '@bongsu/kernel';
import { hasArrived, isOver, notDeparted } from './deployment';
import { offerFulfilled, offerWithdrawn, requestMoved } from './dispatch-entries';
import { type Dossier, type Step, uncovered, withOffers, withRequest } from './dossier';
import { type Offer, isTaken, offerTransitions } from './offer';
import { receivedOf, shipmentIsOver, stillCounts } from './shipment';
import { type RequestAct, type RequestedLine, isSettled, requestTransitions, wanted } from './support-request';

/**
 * What follows from an act on any part of a dossier, in the same transaction: offers whose movements have ended are closed,
 * the lines are counted anew from the movements (there is no second set of counters that could drift), and the request moves on.
 */
export function followThrough(step: Step): Step {
  const closed = closeOffers(step.dossier);
  const counted = recount(closed.dossier);
  const moved = moveRequest(counted);
  const unmoved = moved.entries.length === 0 && linesDiffer(counted, step.dossier) ? [requestMoved(counted, counted.request.state)] : [];
  return { dossier: moved.dossier, entries: [...step.entries, ...closed.entries, ...moved.entries, ...unmoved] };
}

/** Moves the request by one act and says so; the caller has made sure that the table permits it. */
export function moveRequestBy(dossier: Dossier, act: RequestAct, reason: string | null = null): Step {
  const from = dossier.request.state;
  const to = requestTransitions.next(from, act);
  if (to === undefined) throw new Error(`A request that is ${from} cannot ${act}.`);
  const after = withRequest(dossier, { ...dossier.request, state: to });
  return { dossier: after, entries: [requestMoved(after, from, reason)] };
}

export function countCommitted(dossier: Dossier, lineNo: number): number {
  const people = dossier.deployments.filter((deployment) => deployment.lineNo === lineNo && deployment.state !== 'cancelled').length;
  return people + dossier.shipments.reduce((total, shipment) => total + stillCounts(shipment, lineNo), 0);
}

export function countArrived(dossier: Dossier, lineNo: number): number {
  const people = dossier.deployments.filter((deployment) => deployment.lineNo === lineNo && hasArrived(deployment)).length;
  return people + dossier.shipments.reduce((total, shipment) => total + receivedOf(shipment, lineNo), 0);
}

/** An offer is fulfilled when everything it sent has arrived or ended; when nothing of it ever came, it has lapsed into nothing. */
function closeOffers(dossier: Dossier): Step {
  const ended = dossier.offers.filter((offer) => isTaken(offer) && everythingEnded(dossier, offer));
  const entries: NewEntry[] = [];
  const closed = ended.map((offer) => {
    const act = somethingCame(dossier, offer) ? 'fulfil' : 'withdraw';
    const after: Offer = { ...offer, state: offerTransitions.next(offer.state, act) ?? offer.state };
    entries.push(act === 'fulfil' ? offerFulfilled(after) : offerWithdrawn(after, 'nothing-arrived'));
    return after;
  });
  return { dossier: withOffers(dossier, closed), entries };
}

function everythingEnded(dossier: Dossier, { id }: Offer): boolean {
  const people = dossier.deployments.filter(({ offerId }) => offerId === id);
  const goods = dossier.shipments.filter(({ offerId }) => offerId === id);
  return people.every((deployment) => !notDeparted(deployment) && deployment.state !== 'en-route') && goods.every(shipmentIsOver);
}

function somethingCame(dossier: Dossier, { id }: Offer): boolean {
  const people = dossier.deployments.some((deployment) => deployment.offerId === id && hasArrived(deployment));
  return people || dossier.shipments.some((shipment) => shipment.offerId === id && shipment.state === 'received');
}

/** The lines counted anew from the movements. */
export function recount(dossier: Dossier): Dossier {
  const lines = dossier.request.lines.map((line) => ({
    ...line,
    committed: countCommitted(dossier, line.lineNo),
    arrived: countArrived(dossier, line.lineNo),
  }));
  return sameFigures(lines, dossier.request.lines) ? dossier : withRequest(dossier, { ...dossier.request, lines });
}

/** Follows consequences until there is none: what headquarters closes short may be committed and fulfilled in one breath. */
function moveRequest(dossier: Dossier): Step {
  const entries: NewEntry[] = [];
  let current = dossier;
  for (let act = consequence(current); act !== null; act = consequence(current)) {
    const moved = moveRequestBy(current, act);
    entries.push(...moved.entries);
    current = moved.dossier;
  }
  return { dossier: current, entries };
}

function consequence(dossier: Dossier): RequestAct | null {
  const { state, lines } = dossier.request;
  if (state === 'submitted' || state === 'fulfilled' || isSettled(state)) return null;
  if (lines.every((line) => line.committed >= wanted(line))) {
    if (state !== 'committed') return 'commit';
    return lines.every((line) => line.arrived >= wanted(line)) ? 'fulfil' : null;
  }
  if (state === 'at-headquarters' && lines.some((line) => uncovered(dossier, line) > 0)) return null;
  if (lines.some((line) => line.committed > 0)) return state === 'part-committed' ? null : 'commitPart';
  return state === 'sourcing' ? null : 'source';
}

function linesDiffer(after: Dossier, before: Dossier): boolean {
  return !sameFigures(after.request.lines, before.request.lines);
}

function sameFigures(a: readonly RequestedLine[], b: readonly RequestedLine[]): boolean {
  return a.every((line, index) => line.committed === b[index]?.committed && line.arrived === b[index]?.arrived);
}

/** Every movement of the dossier has come to its end. */
export function allMovementsOver(dossier: Dossier): boolean {
  return dossier.deployments.every(isOver) && dossier.shipments.every(shipmentIsOver);
}
