import type { NewEntry } from '@bongsu/kernel';
import {
  AlertLevelDecided,
  type AlertLevel,
  AlertReviewDue,
  IncidentAckOverdue,
  IncidentAcknowledged,
  type IncidentAct,
  IncidentMoved,
  IncidentOpened,
  IncidentReassigned,
  IncidentSealed,
  type IncidentState,
  IncidentUnsealed,
  type SealGround,
  TaskAdded,
  TaskCancelled,
  TaskCompleted,
  TaskOverdue,
  type Urgency,
  UrgencyChanged,
} from '../contract';
import type { Incident } from './incident';
import type { Task } from './task';

const about = (incident: Incident): { subject: { type: string; id: string }; incidentId: string; audience: readonly string[] } => ({
  subject: { type: 'incident', id: incident.id },
  incidentId: incident.id,
  audience: [...incident.audience],
});

export function incidentOpened(incident: Incident): NewEntry {
  const { id, code, title, category, urgency, missionId, countryIso2, lat, lng, zone, occurredAt, ackDueAt } = incident;
  return IncidentOpened.of({
    ...about(incident),
    body: { incidentId: id, ...{ code, title, category, urgency, missionId, countryIso2, lat, lng, zone, occurredAt, ackDueAt } },
  });
}

export function incidentAcknowledged(incident: Incident): NewEntry {
  return IncidentAcknowledged.of({ ...about(incident), body: { incidentId: incident.id, missionId: incident.missionId } });
}

export function incidentAckOverdue(incident: Incident, toldHubId: string | null): NewEntry {
  return IncidentAckOverdue.of({ ...about(incident), body: { incidentId: incident.id, missionId: incident.missionId, toldHubId } });
}

export function incidentMoved(incident: Incident, act: IncidentAct, from: IncidentState, decisionId: string | null): NewEntry {
  return IncidentMoved.of({ ...about(incident), body: { incidentId: incident.id, act, from, to: incident.state, decisionId } });
}

export function alertLevelDecided(incident: Incident, from: AlertLevel, decisionId: string): NewEntry {
  return AlertLevelDecided.of({
    ...about(incident),
    body: { incidentId: incident.id, from, to: incident.alertLevel, decisionId, reviewAt: incident.alertReviewAt },
  });
}

export function alertReviewDue(incident: Incident, reviewAt: string): NewEntry {
  return AlertReviewDue.of({ ...about(incident), body: { incidentId: incident.id, level: incident.alertLevel, reviewAt } });
}

export function urgencyChanged(incident: Incident, from: Urgency, decisionId: string): NewEntry {
  return UrgencyChanged.of({ ...about(incident), body: { incidentId: incident.id, from, to: incident.urgency, decisionId } });
}

export function incidentReassigned(incident: Incident, from: string | null, to: string, decisionId: string): NewEntry {
  return IncidentReassigned.of({
    ...about(incident),
    body: { incidentId: incident.id, from, to, decisionId, ackDueAt: incident.ackDueAt },
  });
}

export function taskAdded(incident: Incident, task: Task): NewEntry {
  return TaskAdded.of({
    ...about(incident),
    body: { incidentId: incident.id, taskId: task.id, title: task.title, ownerMissionId: task.ownerMissionId, dueAt: task.dueAt },
  });
}

export function taskEnded(incident: Incident, task: Task): NewEntry {
  const definition = task.state === 'done' ? TaskCompleted : TaskCancelled;
  return definition.of({ ...about(incident), body: { incidentId: incident.id, taskId: task.id } });
}

export function taskOverdue(incident: Incident, task: Task): NewEntry {
  return TaskOverdue.of({ ...about(incident), body: { incidentId: incident.id, taskId: task.id } });
}

export function incidentSealed(incident: Incident, ground: SealGround): NewEntry {
  return IncidentSealed.of({ ...about(incident), body: { ground } });
}

export function incidentUnsealed(incident: Incident): NewEntry {
  return IncidentUnsealed.of({ ...about(incident), body: {} });
}
