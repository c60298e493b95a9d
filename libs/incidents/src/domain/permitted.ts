import type { IncidentAct, IncidentDecision } from '../contract';
import { type Incident, incidentTransitions, isOver } from './incident';

/** The acts that the life cycle permits where an incident stands. */
export function permittedMoves(incident: Pick<Incident, 'state'>): readonly IncidentAct[] {
  return incidentTransitions.permitted(incident.state);
}

/** The decisions that make sense where an incident stands; whether one may take them is another question. */
export function permittedDecisions(
  incident: Pick<Incident, 'state' | 'acknowledgedAt' | 'sealGround'>,
  hasOpenTask: boolean,
): IncidentDecision[] {
  const whileRunning: IncidentDecision[] = ['set-urgency', 'reassign', 'add-task', 'link-report'];
  return [
    ...(!isOver(incident.state) && incident.acknowledgedAt === null ? (['acknowledge'] as const) : []),
    'set-alert-level',
    ...(isOver(incident.state) ? [] : whileRunning),
    ...(incident.sealGround === null ? (['seal'] as const) : (['name-on-seal', 'unseal'] as const)),
    ...(hasOpenTask ? (['complete-task', 'cancel-task'] as const) : []),
  ];
}
