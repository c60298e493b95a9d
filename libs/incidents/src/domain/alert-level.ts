import { type Instant, type Result, ok, refuse } from '@bongsu/kernel';
import type { AlertLevel } from '../contract';
import type { Incident, IncidentRefusal } from './incident';
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
  return ok({ ...incident, alertLevel: command.level, alertReviewAt: command.reviewAt });
}
