import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import type { Permission } from '@bongsu/access/contract';
import type { Incident } from '@bongsu/incidents';
import { type Actor, isVisible, visibilityOf } from '@bongsu/platform';

/** The incident, when the actor is among those who were told of it; otherwise it does not exist for her. */
export function visibleIncident(incident: Incident | null, actor: Actor): Result<Incident, Refusal> {
  return incident !== null && isVisible(incident.audience, visibilityOf(actor)) ? ok(incident) : noSuchIncident;
}

export const noSuchIncident = refuse(
  'not-found',
  'incidents.incident-not-found',
  'There is no such incident.',
  'Check the id; an incident of other missions is not shown.',
);

export function refuseUnlessMay(actor: Actor, permission: Permission, missionId: string | null): Result<null, Refusal> {
  if (may(actor, permission, missionId)) return ok(null);
  return refuse(
    'forbidden',
    'access.forbidden',
    'Your roles do not allow this at the mission in charge.',
    'Ask the mission in charge, or headquarters.',
    { facts: { permission, missionId } },
  );
}
