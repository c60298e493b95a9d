import { type Instant, addMs, hours, ok } from '@bongsu/kernel';
import type { DeploymentAct } from '../contract';
import { type Deployment, deploymentTransitions } from './deployment';
import { deploymentMoved } from './dispatch-entries';
import { type Decided, type Dossier, withDeployments } from './dossier';
import { impossibleTransition } from './refusals';
import { followThrough } from './request-progress';
import { checkExpected, checkOccurred } from './times';

export interface Observation {
  /** When it was seen; null = now. */
  readonly occurredAt: Instant | null;
  readonly expectedAt: Instant | null;
}

/** One step of a person's journey, as somebody saw it. `travelHours` is the model's time between the two missions. */
export function moveDeployment(
  dossier: Dossier,
  before: Deployment,
  act: DeploymentAct,
  seen: Observation,
  now: Instant,
  travelHours: number,
): Decided {
  const state = deploymentTransitions.next(before.state, act);
  if (state === undefined) return impossibleTransition(deploymentTransitions, 'deployment', before.state, act);
  const occurredAt = seen.occurredAt ?? now;
  const timely = checkOccurred(occurredAt, now, lastSeen(before), 'the step before it');
  if (!timely.ok) return timely;
  const expected = checkExpected(seen.expectedAt, occurredAt);
  if (!expected.ok) return expected;
  const after: Deployment = { ...before, state, ...timesOf(before, act, occurredAt, seen.expectedAt, travelHours) };
  return ok(followThrough({ dossier: withDeployments(dossier, [after]), entries: [deploymentMoved(act, before, after, occurredAt)] }));
}

type Times = Partial<Pick<Deployment, 'departedAt' | 'expectedAt' | 'arrivedAt' | 'releasedAt' | 'returnDepartedAt' | 'returnedAt'>>;

function timesOf(before: Deployment, act: DeploymentAct, occurredAt: Instant, expectedAt: Instant | null, travelHours: number): Times {
  const byModel = addMs(occurredAt, hours(travelHours));
  switch (act) {
    case 'depart':
      return { departedAt: occurredAt, expectedAt: expectedAt ?? byModel };
    case 'arrive':
      return { arrivedAt: occurredAt };
    case 'release':
      return { releasedAt: occurredAt };
    case 'return':
      return { returnDepartedAt: occurredAt, expectedAt: expectedAt ?? byModel };
    case 'confirm-return':
      return { returnedAt: occurredAt };
    case 'mobilise':
      return { expectedAt: expectedAt ?? before.expectedAt };
    default:
      return {};
  }
}

function lastSeen(deployment: Deployment): Instant | null {
  return deployment.returnDepartedAt ?? deployment.releasedAt ?? deployment.arrivedAt ?? deployment.departedAt;
}
