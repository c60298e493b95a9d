import { type Instant, type Result, ok, refuse } from '@bongsu/kernel';
import type { Urgency } from '../contract';
import { type AckWithin, ackDueAt } from './acknowledgement';
import { type Incident, type IncidentRefusal, refuseWhenOver } from './incident';

/** Urgency is judged by a person and may go both ways. A running deadline to acknowledge stays as it was promised. */
export function changeUrgency(incident: Incident, urgency: Urgency): Result<Incident, IncidentRefusal> {
  const over = refuseWhenOver(incident);
  if (!over.ok) return over;
  if (incident.urgency === urgency) {
    return refuse('conflict', 'incidents.urgency-unchanged', 'The incident has this urgency already.', 'Choose another urgency.', {
      field: 'urgency',
    });
  }
  return ok({ ...incident, urgency });
}

/** A new lead mission acknowledges anew, within its own time: what the old one knew does not tell that the new one woke up. */
export function reassignIncident(
  incident: Incident,
  missionId: string,
  now: Instant,
  within: AckWithin,
): Result<Incident, IncidentRefusal> {
  const over = refuseWhenOver(incident);
  if (!over.ok) return over;
  if (incident.missionId === missionId) {
    return refuse('conflict', 'incidents.already-lead-mission', 'That mission leads the incident already.', 'Name another mission.', {
      field: 'missionId',
    });
  }
  return ok({
    ...incident,
    missionId,
    ackDueAt: ackDueAt(missionId, incident.urgency, now, within),
    acknowledgedAt: null,
    ackOverdueAt: null,
  });
}
