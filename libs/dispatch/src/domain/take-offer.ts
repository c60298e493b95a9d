import { ok, refuse } from '@bongsu/kernel';
import type { Reservation } from '@bongsu/resources/contract';
import { OfferAccepted, OfferPartAccepted, type OfferLine } from '../contract';
import { type ChosenLot, chooseLots } from './choose-lots';
import { type ChosenPerson, chooseStaff } from './choose-staff';
import type { Deployment } from './deployment';
import { aboutOffer, deploymentOrdered, shipmentOrdered } from './dispatch-entries';
import { type Decided, type Dossier, withDeployments, withOffers, withShipments } from './dossier';
import { type Offer, offerTransitions } from './offer';
import { impossibleTransition } from './refusals';
import { followThrough } from './request-progress';
import type { Shipment } from './shipment';
import { lineOf } from './support-request';
import type { HubShelf, TakenLine } from './take-facts';

/** Staff and lots by name are optional; the best are picked otherwise. */
export interface NamedLine {
  readonly lineNo: number;
  readonly staffIds?: readonly string[] | undefined;
  readonly lotIds?: readonly string[] | undefined;
}
export interface PartLine extends NamedLine {
  readonly count: number;
}

type Taken = Decided<{ readonly reservations: readonly Reservation[] }>;

/** The hub takes everything it was asked for: orders its people, packs one shipment, and promises both. */
export function acceptOffer(dossier: Dossier, offer: Offer, names: readonly NamedLine[], shelf: HubShelf): Taken {
  const unknown = unknownLine(offer, names);
  if (unknown !== null) return unknown;
  const lines = offer.lines.map(({ lineNo, count }) => {
    const at = names.findIndex((named) => named.lineNo === lineNo);
    return takenLine(dossier, { ...names[at], lineNo, count }, at);
  });
  return take(dossier, offer, lines, shelf);
}

/** The hub takes part of it; what is left is asked of the next hub. Taking everything is accepting. */
export function acceptPart(dossier: Dossier, offer: Offer, parts: readonly PartLine[], shelf: HubShelf): Taken {
  const unknown = unknownLine(offer, parts) ?? tooMany(offer, parts);
  if (unknown !== null) return unknown;
  const lines = parts.map((part, at) => takenLine(dossier, part, at)).filter(({ count }) => count > 0);
  if (lines.length === 0) {
    return refuse(
      'invalid',
      'dispatch.nothing-accepted',
      'No line is taken with more than 0.',
      'Decline the offer with a reason instead.',
      { field: 'lines' },
    );
  }
  return take(dossier, offer, lines, shelf);
}

function take(dossier: Dossier, offer: Offer, lines: readonly TakenLine[], shelf: HubShelf): Taken {
  const accepted: OfferLine[] = lines.map(({ lineNo, count }) => ({ lineNo, count }));
  const act = coversAll(offer, accepted) ? 'accept' : 'acceptPart';
  const state = offerTransitions.next(offer.state, act);
  if (state === undefined) return impossibleTransition(offerTransitions, 'offer', offer.state, act);
  const people = chooseStaff(lines, shelf);
  if (!people.ok) return people;
  const lots = chooseLots(lines, shelf);
  if (!lots.ok) return lots;

  const after: Offer = { ...offer, state, accepted, answeredAt: shelf.now };
  const deployments = people.value.map((person) => deploymentFor(after, person, shelf));
  const shipments = lots.value.length > 0 ? [shipmentFor(after, lots.value, shelf)] : [];
  const step = followThrough({
    dossier: withShipments(withDeployments(withOffers(dossier, [after]), deployments), shipments),
    entries: [answered(after), ...deployments.map(deploymentOrdered), ...shipments.map(shipmentOrdered)],
  });
  return ok({ ...step, reservations: reservationsOf(after, people.value, lots.value) });
}

function answered(offer: Offer) {
  const { offer: ids, ...about } = aboutOffer(offer);
  const entry = offer.state === 'accepted' ? OfferAccepted : OfferPartAccepted;
  return entry.of({ ...about, body: { ...ids, accepted: [...offer.accepted] } });
}

function coversAll(offer: Offer, accepted: readonly OfferLine[]): boolean {
  return offer.lines.every(({ lineNo, count }) => accepted.some((line) => line.lineNo === lineNo && line.count === count));
}

function takenLine(dossier: Dossier, part: PartLine, at: number): TakenLine {
  const requested = lineOf(dossier.request, part.lineNo);
  if (requested === undefined) throw new Error(`offer line ${part.lineNo} is not a line of request ${dossier.request.id}`);
  return {
    lineNo: part.lineNo,
    count: part.count,
    line: requested.line,
    staffIds: part.staffIds,
    lotIds: part.lotIds,
    path: at < 0 ? 'lines' : `lines.${at}`,
  };
}

function unknownLine(offer: Offer, lines: readonly NamedLine[]) {
  const at = lines.findIndex(
    ({ lineNo }, index) => !offer.lines.some((line) => line.lineNo === lineNo) || lines.findIndex((line) => line.lineNo === lineNo) < index,
  );
  if (at < 0) return null;
  const lineNo = lines[at]?.lineNo ?? 0;
  return refuse(
    'invalid',
    'dispatch.unknown-line',
    `Line ${lineNo} is not part of this offer, or is named twice.`,
    "Use each of the offer's own line numbers at most once.",
    {
      field: `lines.${at}.lineNo`,
      facts: { lineNo, offered: offer.lines.map((line) => line.lineNo) },
    },
  );
}

function tooMany(offer: Offer, parts: readonly PartLine[]) {
  for (const [at, part] of parts.entries()) {
    const offered = offer.lines.find((line) => line.lineNo === part.lineNo)?.count ?? 0;
    if (part.count <= offered) continue;
    return refuse(
      'invalid',
      'dispatch.more-than-offered',
      `${part.count} are taken of line ${part.lineNo}, but ${offered} were asked for.`,
      `Take at most ${offered}.`,
      {
        field: `lines.${at}.count`,
        facts: { lineNo: part.lineNo, offered, taken: part.count },
      },
    );
  }
  return null;
}

function deploymentFor(offer: Offer, person: ChosenPerson, shelf: HubShelf): Deployment {
  return {
    ...{ id: shelf.newId(), offerId: offer.id, requestId: offer.requestId, incidentId: offer.incidentId, ...person },
    ...{ fromMissionId: offer.hubId, toMissionId: offer.requestingMissionId, state: 'ordered', orderedAt: shelf.now },
    ...{ departedAt: null, expectedAt: null, arrivedAt: null, releasedAt: null, returnDepartedAt: null, returnedAt: null },
    ...{ noteCount: 0, version: 0 },
  };
}

function shipmentFor(offer: Offer, lots: readonly ChosenLot[], shelf: HubShelf): Shipment {
  const items = lots.map(({ lineNo, lotId, itemCode, quantity }) => ({
    lineNo,
    lotId,
    itemCode,
    sent: quantity,
    received: null,
  }));
  return {
    ...{ id: shelf.newId(), offerId: offer.id, requestId: offer.requestId, incidentId: offer.incidentId, items },
    ...{
      fromMissionId: offer.hubId,
      toMissionId: offer.requestingMissionId,
      state: 'picking',
      orderedAt: shelf.now,
      heldUntil: shelf.heldUntil,
    },
    ...{ departedAt: null, expectedAt: null, arrivedAt: null, discrepancyNotes: null, noteCount: 0, version: 0 },
  };
}

function reservationsOf(offer: Offer, people: readonly ChosenPerson[], lots: readonly ChosenLot[]): Reservation[] {
  return [
    ...people.map(({ lineNo, staffId }): Reservation => ({ kind: 'staff', offerId: offer.id, lineNo, staffId })),
    ...lots.map(({ lineNo, lotId, quantity }): Reservation => ({ kind: 'lot', offerId: offer.id, lineNo, lotId, quantity })),
  ];
}
