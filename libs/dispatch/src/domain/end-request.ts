import { type Instant, type NewEntry, Sensitive, ok, refuse } from '@bongsu/kernel';
import { type Deployment, deploymentTransitions, isOver, isServing, notDeparted } from './deployment';
import { deploymentMoved, offerWithdrawn, shipmentMoved } from './dispatch-entries';
import { type Decided, type Dossier, type Step, withDeployments, withOffers, withRequest, withShipments } from './dossier';
import { type Offer, offerTransitions } from './offer';
import { impossibleTransition } from './refusals';
import { followThrough, moveRequestBy, recount } from './request-progress';
import { type Shipment, shipmentIsOver } from './shipment';
import { type RequestAct, requestTransitions } from './support-request';
import { then } from './ask-hubs';

/** What was promised and has not left, and is now free again. */
export interface CalledOff {
  readonly deployments: readonly Deployment[];
  readonly shipments: readonly Shipment[];
}

/** Who or what ended the asking. */
export type WithdrawalCause = 'withdrawn-by-requester' | 'incident-closed';

/**
 * The mission no longer asks. Offers are withdrawn and what has not left is called off; what is on its way comes to its own end,
 * because nobody can be sent home over the air.
 */
export function withdrawRequest(
  dossier: Dossier,
  reason: string,
  now: Instant,
  cause: WithdrawalCause = 'withdrawn-by-requester',
): Decided<{ readonly calledOff: CalledOff }> {
  const { request } = dossier;
  if (requestTransitions.next(request.state, 'withdraw') === undefined) return cannot(dossier, 'withdraw');
  const people = dossier.deployments.filter(notDeparted);
  const goods = dossier.shipments.filter(({ state }) => state === 'picking');
  const called = callOff(dossier, people, goods, now);
  const withdrawn = then(called, withdrawOffers);
  const counted = recount(withdrawn.dossier);
  const endedReason = Sensitive.of(reason);
  const ended = then({ ...withdrawn, dossier: withRequest(counted, { ...counted.request, endedReason }) }, (current) =>
    moveRequestBy(current, 'withdraw', cause),
  );
  return ok({ ...followThrough(ended), calledOff: { deployments: people, shipments: goods } });
}

function callOff(dossier: Dossier, people: readonly Deployment[], goods: readonly Shipment[], now: Instant): Step {
  const deployments = people.map((deployment): Deployment => ({ ...deployment, state: 'cancelled' }));
  const shipments = goods.map((shipment): Shipment => ({ ...shipment, state: 'cancelled' }));
  const entries = [
    ...people.map((before, at) => deploymentMoved('cancel', before, deployments[at] ?? before, now)),
    ...goods.map((before, at) => shipmentMoved('cancel', before, shipments[at] ?? before, now)),
  ];
  return { dossier: withShipments(withDeployments(dossier, deployments), shipments), entries };
}

/** Every offer that has not come to its end; those with people or goods on the way end with them. */
function withdrawOffers(dossier: Dossier): Step {
  const onTheWay = (offer: Offer): boolean =>
    dossier.deployments.some((deployment) => deployment.offerId === offer.id && !isOver(deployment)) ||
    dossier.shipments.some((shipment) => shipment.offerId === offer.id && !shipmentIsOver(shipment));
  const entries: NewEntry[] = [];
  const withdrawn = dossier.offers.flatMap((offer) => {
    const state = offerTransitions.next(offer.state, 'withdraw');
    if (state === undefined || onTheWay(offer)) return [];
    const after: Offer = { ...offer, state };
    entries.push(offerWithdrawn(after, 'request-withdrawn'));
    return [after];
  });
  return { dossier: withOffers(dossier, withdrawn), entries };
}

/** The task is done: everyone who serves under this request may go home. */
export function releaseRequest(dossier: Dossier, now: Instant): Decided {
  if (requestTransitions.next(dossier.request.state, 'release') === undefined) return cannot(dossier, 'release');
  const serving = dossier.deployments.filter(isServing);
  const released = serving.map((deployment): Deployment => ({
    ...deployment,
    state: deploymentTransitions.next(deployment.state, 'release') ?? deployment.state,
    releasedAt: now,
  }));
  const entries = serving.map((before, at) => deploymentMoved('release', before, released[at] ?? before, now));
  return ok(then({ dossier: withDeployments(dossier, released), entries }, (current) => moveRequestBy(current, 'release')));
}

/** Everybody is home and everything counted: the file is closed. */
export function closeRequest(dossier: Dossier): Decided {
  if (requestTransitions.next(dossier.request.state, 'close') === undefined) return cannot(dossier, 'close');
  const away = dossier.deployments.filter((deployment) => !isOver(deployment)).map(({ staffNo }) => staffNo);
  const moving = dossier.shipments.filter((shipment) => !shipmentIsOver(shipment)).map(({ id }) => id);
  if (away.length === 0 && moving.length === 0) return ok(moveRequestBy(dossier, 'close'));
  return refuse(
    'conflict',
    'dispatch.movements-open',
    `${away.length} people are not home and ${moving.length} shipments have not come to an end.`,
    'Confirm their return and receipt first, then close.',
    {
      facts: { notReturned: away, shipmentsOpen: moving },
    },
  );
}

function cannot(dossier: Dossier, act: RequestAct) {
  return impossibleTransition(requestTransitions, 'support request', dossier.request.state, act);
}
