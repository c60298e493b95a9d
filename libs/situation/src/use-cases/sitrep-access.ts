import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import type { Permission } from '@bongsu/access/contract';
import type { Incident } from '@bongsu/incidents';
import { type Actor, isVisible, visibilityOf } from '@bongsu/platform';

/** The incident, when the actor is among those who were told of it; otherwise it does not exist for her. */
export function visibleIncident(incident: Incident | null, actor: Actor): Result<Incident, Refusal> {
  return incident !== null && isVisible(incident.audience, visibilityOf(actor)) ? ok(incident) : noSuchIncident;
}

/** The same, when the actor's roles also allow this at the mission in charge. */
export function incidentFor(actor: Actor, permission: Permission, incident: Incident | null): Result<Incident, Refusal> {
  const visible = visibleIncident(incident, actor);
  if (!visible.ok) return visible;
  const permitted = refuseUnlessMay(actor, permission, visible.value.missionId);
  return permitted.ok ? visible : permitted;
}

export const noSuchIncident = refuse(
  'not-found',
  'incidents.incident-not-found',
  'There is no such incident.',
  'Check the id; an incident of other missions is not shown.',
);

export const noSuchSitrep = refuse(
  'not-found',
  'situation.sitrep-not-found',
  'There is no situation report of this number.',
  'See the list of the incident for the numbers there are.',
);

function refuseUnlessMay(actor: Actor, permission: Permission, missionId: string | null): Result<null, Refusal> {
  if (may(actor, permission, missionId)) return ok(null);
  return refuse(
    'forbidden',
    'access.forbidden',
    'Your roles do not allow this at the mission in charge.',
    'Ask the mission in charge, or headquarters.',
    { facts: { permission, missionId } },
  );
}
