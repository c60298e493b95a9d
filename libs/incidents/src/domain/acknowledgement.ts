import { type Instant, addMs, minutes, ok, refuse, type Result } from '@bongsu/kernel';
import type { Urgency } from '../contract';
import { type Incident, type IncidentRefusal, isOver, refuseWhenOver } from './incident';

/** How long the lead mission has to say that it has taken an incident on, by urgency. Configuration; PROPOSED values in {@link proposedAckWithin}. */
export type AckWithin = Readonly<Record<Urgency, number>>;

/** Domain §8: 15 minutes, 10 when life is in danger; in milliseconds. */
export const proposedAckWithin: AckWithin = ackWithin(minutes(15), minutes(10));

export function ackWithin(normalMs: number, lifeDangerMs: number): AckWithin {
  return { U1: lifeDangerMs, U2: normalMs, U3: normalMs, U4: normalMs };
}

/** The deadline of a mission that is given an incident now; nobody's when no mission has it, for then headquarters holds it itself. */
export function ackDueAt(missionId: string | null, urgency: Urgency, now: Instant, within: AckWithin): Instant | null {
  return missionId === null ? null : addMs(now, within[urgency]);
}

export function acknowledgeIncident(incident: Incident, now: Instant): Result<Incident, IncidentRefusal> {
  const over = refuseWhenOver(incident);
  if (!over.ok) return over;
  if (incident.acknowledgedAt !== null) {
    return refuse('conflict', 'incidents.already-acknowledged', 'The incident was acknowledged before.', 'Nothing is left to do.', {
      facts: { acknowledgedAt: incident.acknowledgedAt },
    });
  }
  return ok({ ...incident, acknowledgedAt: now });
}

/** Whether the deadline whose reminder has come is still unanswered; the reminder of an older deadline says nothing. */
export function isAckOverdue(incident: Incident, dueAt: Instant): boolean {
  return incident.acknowledgedAt === null && incident.ackOverdueAt === null && incident.ackDueAt === dueAt && !isOver(incident.state);
}

/** The hub that is told when a mission stays silent: its primary one, or the alternate when it is its own hub. */
export function hubToTell(
  missionId: string | null,
  hubs: { readonly primary: string | null; readonly alternate: string | null },
): string | null {
  if (missionId === null) return null;
  return hubs.primary !== null && hubs.primary !== missionId ? hubs.primary : hubs.alternate;
}
