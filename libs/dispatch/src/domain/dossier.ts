import type { NewEntry, Refusal, Result, Sensitive } from '@bongsu/kernel';
import type { Deployment } from './deployment';
import { type Offer, isOpen } from './offer';
import type { Shipment } from './shipment';
import { type RequestedLine, type SupportRequest, wanted } from './support-request';

/**
 * Everything about one support request. It is read and written under the lock of the request's row, so that two people who answer
 * at the same moment decide one after the other.
 */
export interface Dossier {
  readonly request: SupportRequest;
  readonly offers: readonly Offer[];
  readonly deployments: readonly Deployment[];
  readonly shipments: readonly Shipment[];
}

/** A decision: how everything stands afterwards, and what the journal says about it. */
export interface Step {
  readonly dossier: Dossier;
  readonly entries: readonly NewEntry[];
}

/** What somebody wrote with the step of a movement. */
export interface StepNote {
  readonly movementId: string;
  readonly act: string;
  readonly text: Sensitive;
}

export type Decided<Extra = object> = Result<Step & Extra, Refusal>;

export function withRequest(dossier: Dossier, request: SupportRequest): Dossier {
  return { ...dossier, request };
}

export function withOffers(dossier: Dossier, changed: readonly Offer[]): Dossier {
  return { ...dossier, offers: merge(dossier.offers, changed) };
}

export function withDeployments(dossier: Dossier, changed: readonly Deployment[]): Dossier {
  return { ...dossier, deployments: merge(dossier.deployments, changed) };
}

export function withShipments(dossier: Dossier, changed: readonly Shipment[]): Dossier {
  return { ...dossier, shipments: merge(dossier.shipments, changed) };
}

/** The movement has one note more. */
export function withNote(dossier: Dossier, { movementId }: Pick<StepNote, 'movementId'>): Dossier {
  const noted = <Movement extends Deployment | Shipment>(all: readonly Movement[]): Movement[] =>
    all.filter(({ id }) => id === movementId).map((movement) => ({ ...movement, noteCount: movement.noteCount + 1 }));
  return withShipments(withDeployments(dossier, noted(dossier.deployments)), noted(dossier.shipments));
}

/** What of a line nobody has promised and nobody is being asked for. */
export function uncovered(dossier: Dossier, line: RequestedLine): number {
  const asked = dossier.offers.filter(isOpen).flatMap((offer) => offer.lines);
  const inAsking = asked.filter(({ lineNo }) => lineNo === line.lineNo).reduce((total, { count }) => total + count, 0);
  return Math.max(0, wanted(line) - line.committed - inAsking);
}

/** The hubs that were ever asked for a line. Each is asked once by the house; headquarters may ask again. */
export function hubsAsked(dossier: Dossier, lineNo: number): Set<string> {
  return new Set(dossier.offers.filter((offer) => offer.lines.some((line) => line.lineNo === lineNo)).map((offer) => offer.hubId));
}

function merge<Thing extends { readonly id: string }>(all: readonly Thing[], changed: readonly Thing[]): Thing[] {
  const replaced = new Map(changed.map((thing) => [thing.id, thing]));
  const kept = all.map((thing) => replaced.get(thing.id) ?? thing);
  return [...kept, ...changed.filter((thing) => !all.some(({ id }) => id === thing.id))];
}
