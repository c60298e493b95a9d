import { type Instant, type Refusal, type Result, ok, refuse, transitions } from '@bongsu/kernel';
import type { AlertLevel, Category, CloseBlocker, IncidentAct, IncidentErrorCode, IncidentState, SealGround, Urgency } from '../contract';

/**
 * The life cycle of an incident (domain §6.1). A signal that proves to be nothing may be closed at once; whatever was active stabilises
 * first. What stabilises can flare up again. Reopening leads back to active: one reopens because something must be done.
 */
export const incidentTransitions = transitions<IncidentState, IncidentAct>({
  signal: { assess: 'assessing', activate: 'active', close: 'closed' },
  assessing: { activate: 'active', close: 'closed' },
  active: { stabilise: 'stabilising' },
  stabilising: { activate: 'active', close: 'closed' },
  closed: { reopen: 'active', review: 'reviewed' },
  reviewed: { reopen: 'active' },
});

/** An incident as it is kept. The alert level is an axis of its own: no act of the life cycle changes it, nor the other way round. */
export interface Incident {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly category: Category;
  readonly urgency: Urgency;
  readonly state: IncidentState;
  readonly alertLevel: AlertLevel;
  readonly alertReviewAt: Instant | null;
  /** When it was said that this time has passed without a new decision. */
  readonly alertReviewDueSaidAt: Instant | null;
  readonly missionId: string | null;
  readonly countryIso2: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly zone: string;
  readonly occurredAt: Instant | null;
  readonly recognisedAt: Instant | null;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly ackDueAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly ackOverdueAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Why, when and by whom it was sealed; all null while it is not. */
  readonly sealGround: SealGround | null;
  readonly sealedAt: Instant | null;
  readonly sealedBy: string | null;
  /** Missions that were told of it: the lead mission, its hub, and whoever was concerned since. Who is in it may read it. */
  readonly audience: readonly string[];
  readonly version: number;
}

export type IncidentRefusal = Refusal<IncidentErrorCode>;

export function moveIncident(incident: Incident, act: Exclude<IncidentAct, 'close'>): Result<Incident, IncidentRefusal> {
  const state = incidentTransitions.next(incident.state, act);
  if (state === undefined) return impossibleMove(incident.state, act);
  return ok({ ...incident, state, closedAt: act === 'reopen' ? null : incident.closedAt });
}

export interface CloseCommand {
  readonly overrideBlockers: boolean;
  /** Whether the actor may close over the whole network, which is what headquarters is. */
  readonly isHeadquarters: boolean;
}

/** Closing is refused, with everything that is named, while something is open; headquarters may override, with its reason in the journal. */
export function closeIncident(
  incident: Incident,
  blockers: readonly CloseBlocker[],
  command: CloseCommand,
  now: Instant,
): Result<Incident, IncidentRefusal> {
  const state = incidentTransitions.next(incident.state, 'close');
  if (state === undefined) return impossibleMove(incident.state, 'close');
  if (blockers.length > 0 && !command.overrideBlockers) {
    return refuse(
      'conflict',
      'incidents.open-obligations',
      `The incident cannot be closed while ${blockers.length === 1 ? 'something is' : `${blockers.length} things are`} open: ${blockers.map((blocker) => blocker.label).join('; ')}.`,
      'Settle what is listed, or ask headquarters to close it with a reason.',
      { facts: { blockers: blockers.map((blocker) => ({ ...blocker })) } },
    );
  }
  if (blockers.length > 0 && !command.isHeadquarters) {
    return refuse(
      'forbidden',
      'incidents.override-needs-headquarters',
      'Only headquarters closes an incident over what is still open.',
      'Settle what is listed, or ask headquarters.',
      { field: 'overrideBlockers', facts: { blockers: blockers.map((blocker) => ({ ...blocker })) } },
    );
  }
  return ok({ ...incident, state, closedAt: now });
}

export function isOver(state: IncidentState): boolean {
  return state === 'closed' || state === 'reviewed';
}

/** Work is not added to an incident that is over; it is reopened first, which is an act of its own and in the journal. */
export function refuseWhenOver(incident: { readonly state: IncidentState }): Result<null, IncidentRefusal> {
  if (!isOver(incident.state)) return ok(null);
  return refuse('conflict', 'incidents.incident-closed', 'The incident is closed.', 'Reopen it first.', {
    facts: { state: incident.state },
  });
}

function impossibleMove(state: IncidentState, act: IncidentAct): Result<never, IncidentRefusal> {
  const permitted = [...incidentTransitions.permitted(state)];
  return refuse(
    'conflict',
    'incidents.impossible-transition',
    `An incident that is ${state} cannot be moved by "${act}".`,
    `From ${state} it can: ${permitted.join(', ')}.`,
    {
      facts: { state, act, permitted },
    },
  );
}
