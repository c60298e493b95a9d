import { type Instant, transitions } from '@bongsu/kernel';
import type { DeploymentAct, DeploymentState } from '../contract';

/** One person sent from one mission to another. `fromMissionId` and `toMissionId` stay the same on the way home. */
export interface Deployment {
  readonly id: string;
  readonly offerId: string;
  readonly requestId: string;
  readonly incidentId: string;
  readonly lineNo: number;
  readonly staffId: string;
  readonly staffNo: string;
  readonly fromMissionId: string;
  readonly toMissionId: string;
  readonly state: DeploymentState;
  readonly orderedAt: Instant;
  readonly departedAt: Instant | null;
  readonly expectedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly releasedAt: Instant | null;
  /** When the way home began. */
  readonly returnDepartedAt: Instant | null;
  readonly returnedAt: Instant | null;
  /** How many notes were written with its steps. */
  readonly noteCount: number;
  readonly version: number;
}

/** An order may be followed by departure at once: under pressure nobody reports the packing. */
export const deploymentTransitions = transitions<DeploymentState, DeploymentAct>({
  ordered: { mobilise: 'mobilising', depart: 'en-route', cancel: 'cancelled' },
  mobilising: { depart: 'en-route', cancel: 'cancelled' },
  'en-route': { arrive: 'arrived' },
  arrived: { 'start-task': 'on-task', release: 'released' },
  'on-task': { release: 'released' },
  released: { return: 'returning' },
  returning: { 'confirm-return': 'returned' },
  returned: {},
  cancelled: {},
});

/** Which side reports what it sees: departure is seen at home, arrival only at the destination. Headquarters may report for either. */
export const deploymentReporter: Readonly<Record<DeploymentAct, 'sender' | 'receiver'>> = {
  mobilise: 'sender',
  depart: 'sender',
  cancel: 'sender',
  arrive: 'receiver',
  'start-task': 'receiver',
  release: 'receiver',
  return: 'receiver',
  'confirm-return': 'sender',
};

/** Has not left: may still be called off. */
export function notDeparted(deployment: Pick<Deployment, 'state'>): boolean {
  return deployment.state === 'ordered' || deployment.state === 'mobilising';
}

export function hasArrived(deployment: Pick<Deployment, 'state'>): boolean {
  return ['arrived', 'on-task', 'released', 'returning', 'returned'].includes(deployment.state);
}

/** At the destination and not released: what a release of the whole request sends home. */
export function isServing(deployment: Pick<Deployment, 'state'>): boolean {
  return deployment.state === 'arrived' || deployment.state === 'on-task';
}

/** Over: at home again, or never left. */
export function isOver(deployment: Pick<Deployment, 'state'>): boolean {
  return deployment.state === 'returned' || deployment.state === 'cancelled';
}
