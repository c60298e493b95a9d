import { type Instant, type Result, ok, refuse } from '@bongsu/kernel';
import type { AlertLevel } from '../contract';
import { type Incident, type IncidentRefusal, isOver } from './incident';
import { checkDeadline } from './times';

export interface AlertDecision {
  readonly id: string;
  readonly incidentId: string;
  readonly from: AlertLevel;
  readonly to: AlertLevel;
  readonly basis: string;
  readonly decidedBy: string;
  readonly decidedAt: Instant;
  readonly reviewAt: Instant | null;
}

/**
 * The crisis alert level (위기경보) is decided by a person on a stated basis, never derived: it may jump both ways, in any state of the
 * incident (Sudan 2023 went to serious at once). The same level may be confirmed with a new review time.
 */
export function decideAlertLevel(
  incident: Incident,
  command: { readonly level: AlertLevel; readonly reviewAt: Instant | null },
  now: Instant,
): Result<Incident, IncidentRefusal> {
  if (command.level === incident.alertLevel && command.reviewAt === null) {
    return refuse(
      'conflict',
      'incidents.alert-level-unchanged',
      'The incident is at this level already.',
      'Choose another level, or confirm this one with a time of review.',
      {
        field: 'level',
        facts: { level: incident.alertLevel },
      },
    );
  }
  if (command.reviewAt !== null && command.reviewAt <= now) {
    return refuse('invalid', 'incidents.time-already-passed', 'The time of review has passed already.', 'Name a time to come, or none.', {
      field: 'reviewAt',
    });
  }
  const within = checkDeadline('reviewAt', command.reviewAt, now);
  if (!within.ok) return within;
  return ok({ ...incident, alertLevel: command.level, alertReviewAt: command.reviewAt, alertReviewDueSaidAt: null });
}

/** Whether one person may not decide this alone: the alert is raised to its highest level. */
export function needsSecondPerson(incident: Pick<Incident, 'alertLevel'>, level: AlertLevel): boolean {
  return level === 'serious' && incident.alertLevel !== 'serious';
}

/** Whether the review whose reminder has come is still to be made; a later decision set another time, or none. Without an alert nothing is reviewed. */
export function isAlertReviewDue(incident: Incident, reviewAt: Instant): boolean {
  return (
    incident.alertReviewAt === reviewAt &&
    incident.alertReviewDueSaidAt === null &&
    incident.alertLevel !== 'none' &&
    !isOver(incident.state)
  );
}
