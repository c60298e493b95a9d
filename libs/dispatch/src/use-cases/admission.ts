import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Permission, may } from '@bongsu/access';
import { type Actor, isSealed, isVisible, sealedAudience, visibilityOf } from '@bongsu/platform';
import type { Deployment } from '../domain/deployment';
import type { Dossier } from '../domain/dossier';
import type { Offer } from '../domain/offer';
import { notFound, stale } from '../domain/refusals';
import type { Shipment } from '../domain/shipment';

/*
 * What every use case asks before it decides: is it there for this person at all, may she, and is it still what she read? In this
 * order, so that nobody learns from an answer that something exists which she may not see.
 */

export function refuseUnlessMay(actor: Actor, permission: Permission, missionId: string, message: string): Result<null> {
  if (may(actor, permission, missionId)) return ok(null);
  return refuse('forbidden', 'access.forbidden', message, 'Ask the mission concerned, or headquarters.', {
    facts: { permission, missionId },
  });
}

/** The dossier, when the actor is of a mission that asks or was asked, or of headquarters; otherwise it does not exist for her. */
export function visibleDossier(dossier: Dossier | null, actor: Actor, what: string): Result<Dossier> {
  return dossier !== null && isVisible(dossier.request.audience, visibilityOf(actor)) ? ok(dossier) : notFound(what);
}

/** A request to act on. `direct` and `decline` are for headquarters, whose grants cover every mission. */
export function admitToRequest(
  dossier: Dossier | null,
  actor: Actor,
  permission: Permission,
  ifVersion: number | undefined,
): Result<Dossier> {
  const visible = visibleDossier(dossier, actor, 'support request');
  if (!visible.ok) return visible;
  const { request } = visible.value;
  const permitted = refuseUnlessMay(actor, permission, request.missionId, 'This is for the mission that asks, or for headquarters.');
  if (!permitted.ok) return permitted;
  return isFresh(request.version, ifVersion) ? visible : stale('support request', request.version);
}

export interface OfferInDossier {
  readonly dossier: Dossier;
  readonly offer: Offer;
}

/** An offer to answer: for the hub that was asked, and for headquarters. */
export function admitToOffer(
  dossier: Dossier | null,
  offerId: string,
  actor: Actor,
  ifVersion: number | undefined,
): Result<OfferInDossier> {
  const visible = visibleDossier(dossier, actor, 'offer');
  if (!visible.ok) return visible;
  const offer = visible.value.offers.find(({ id }) => id === offerId);
  if (offer === undefined) return notFound('offer');
  const permitted = refuseUnlessMay(
    actor,
    'dispatch.offer.answer',
    offer.hubId,
    'Only the hub that was asked, or headquarters, answers an offer.',
  );
  if (!permitted.ok) return permitted;
  return isFresh(offer.version, ifVersion) ? ok({ dossier: visible.value, offer }) : stale('offer', offer.version);
}

type Side = 'sender' | 'receiver' | 'either';

/** A movement to report of: each side reports what it sees itself, headquarters for both. */
export function admitToMovement<Movement extends Deployment | Shipment>(
  dossier: Dossier | null,
  find: (dossier: Dossier) => Movement | undefined,
  side: Side,
  actor: Actor,
  ifVersion: number | undefined,
): Result<{ readonly dossier: Dossier; readonly movement: Movement }, Refusal> {
  const movement = dossier === null ? undefined : find(dossier);
  if (dossier === null || movement === undefined || !isVisible(concerned(dossier, movement), visibilityOf(actor)))
    return notFound('movement');
  const sides =
    side === 'either'
      ? [movement.fromMissionId, movement.toMissionId]
      : [side === 'sender' ? movement.fromMissionId : movement.toMissionId];
  const missionId = sides.find((each) => may(actor, 'dispatch.movement.report', each)) ?? sides[0] ?? '';
  const permitted = refuseUnlessMay(
    actor,
    'dispatch.movement.report',
    missionId,
    `Only the ${side === 'sender' ? 'sending' : 'receiving'} mission reports this, from what it sees.`,
  );
  if (!permitted.ok) return permitted;
  return isFresh(movement.version, ifVersion) ? ok({ dossier, movement }) : stale('movement', movement.version);
}

/** Sender and receiver; behind the seal when the incident is sealed. */
function concerned({ request }: Dossier, { fromMissionId, toMissionId }: Deployment | Shipment): string[] {
  const ordinary = [fromMissionId, toMissionId];
  return isSealed(request.audience) ? sealedAudience(request.incidentId, ordinary) : ordinary;
}

function isFresh(version: number, ifVersion: number | undefined): boolean {
  return ifVersion === undefined || ifVersion === version;
}
