import * as dispatch from '@bongsu/dispatch/contract';
import { type Step, instantAt, missions, pick } from '../chance';
import { type KnownWorld, type Stated, journey, ofRequest, state } from './known-world';

/* Turns of the world: who and what is under way. Each states nothing when the world does not permit it now. */

const journeyOf: [dispatch.DeploymentAct, dispatch.DeploymentState][] = [
  ['mobilise', 'mobilising'],
  ['depart', 'en-route'],
  ['arrive', 'arrived'],
  ['start-task', 'on-task'],
  ['release', 'released'],
  ['return', 'returning'],
  ['confirm-return', 'returned'],
];

export function deploy(world: KnownWorld, { a, b }: Step): Stated | null {
  const request = world.some(world.requests, a);
  if (!request) return null;
  const deployment = { id: world.newId(), request, from: pick(missions, b), state: 'ordered' as const };
  world.deployments.push(deployment);
  return state(dispatch.DeploymentOrdered, 'deployment', deployment.id, request.incidentId, {
    deploymentId: deployment.id,
    offerId: world.newId(),
    ...ofRequest(request),
    lineNo: 1,
    staffId: world.newId(),
    staffNo: `S-${world.made}`,
    ...journey(deployment),
    expectedAt: instantAt(world.made + 400),
  });
}

export function travel(world: KnownWorld, { a }: Step): Stated | null {
  const deployment = world.some(world.deployments, a, (one) => one.state !== 'returned');
  if (!deployment) return null;
  const from = deployment.state;
  const step = journeyOf[journeyOf.findIndex(([, to]) => to === from) + 1];
  if (!step) return null;
  deployment.state = step[1];
  return state(dispatch.DeploymentMoved, 'deployment', deployment.id, deployment.request.incidentId, {
    deploymentId: deployment.id,
    ...ofRequest(deployment.request),
    staffNo: 'S-1',
    act: step[0],
    from,
    to: step[1],
    ...journey(deployment),
    occurredAt: instantAt(world.made),
    expectedAt: instantAt(world.made + 300),
  });
}

export function ship(world: KnownWorld, { a, b }: Step): Stated | null {
  const request = world.some(world.requests, a);
  if (!request) return null;
  const shipment = { id: world.newId(), request, from: pick(missions, b), state: 'picking' as const };
  world.shipments.push(shipment);
  return state(dispatch.ShipmentOrdered, 'shipment', shipment.id, request.incidentId, {
    shipmentId: shipment.id,
    offerId: world.newId(),
    ...ofRequest(request),
    items: [{ lineNo: 2, lotId: `${shipment.id}-lot`, itemCode: 'KIT-01', sent: 100 }],
    ...journey(shipment),
    expectedAt: null,
  });
}

export function carry(world: KnownWorld, { a, b }: Step): Stated | null {
  const shipment = world.some(world.shipments, a, (one) => one.state === 'picking' || one.state === 'in-transit');
  if (!shipment) return null;
  const from = shipment.state;
  const received = from === 'in-transit';
  shipment.state = received ? 'received' : 'in-transit';
  return state(dispatch.ShipmentMoved, 'shipment', shipment.id, shipment.request.incidentId, {
    shipmentId: shipment.id,
    ...ofRequest(shipment.request),
    act: received ? 'receive' : 'dispatch',
    from,
    to: shipment.state,
    ...journey(shipment),
    occurredAt: instantAt(world.made),
    expectedAt: instantAt(world.made + 200),
    received: received ? [{ lotId: `${shipment.id}-lot`, itemCode: 'KIT-01', sent: 100, received: 100 - (b % 3) }] : null,
  });
}
