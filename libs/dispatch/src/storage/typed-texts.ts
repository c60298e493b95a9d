import { Injectable } from '@nestjs/common';
import { Sensitive } from '@bongsu/kernel';
import { type Classified, PersonalData, type Reading, type Sealed, type Tx } from '@bongsu/platform';
import type { Dossier } from '../domain/dossier';
import type { Offer } from '../domain/offer';
import type { Shipment } from '../domain/shipment';
import type { SupportRequest } from '../domain/support-request';
import type { TypedText } from '../domain/typed-text';
import type { OfferEntity } from './offer.entity';
import { offerData, requestData, shipmentData } from './personal-data';
import type { RequestEntity } from './request.entity';
import type { ShipmentEntity } from './shipment.entity';

const caseOf = ({ incidentId }: { readonly incidentId: string }): string => incidentId;

/** What people type about a request: encrypted under the key of the request, and opened for a reader, which goes on record. */
@Injectable()
export class TypedTexts {
  constructor(private readonly personalData: PersonalData) {}

  /** The dossier as its rows may hold it. What is the same object has not changed. */
  async sealed(tx: Tx, dossier: Dossier, isNew: boolean): Promise<Dossier> {
    const { request, offers, shipments } = dossier;
    return {
      ...dossier,
      request: isNew ? await this.firstSealed(tx, request) : await this.requestSealed(tx, request),
      offers: await each(offers, (offer) => this.offerSealed(tx, offer)),
      shipments: await each(shipments, (shipment) => this.shipmentSealed(tx, shipment)),
    };
  }

  /** The dossier with its texts in clear. All are of one subject, so the reading is one. */
  async ofDossier(reading: Reading, dossier: Dossier): Promise<Dossier> {
    const [request = dossier.request] = await this.ofRequests(reading, [dossier.request]);
    const { tx } = reading;
    const offers = await each(dossier.offers, (offer) => this.personalData.openUnseen(offerData, offer as OfferEntity, tx));
    const shipments = await each(dossier.shipments, (one) => this.personalData.openUnseen(shipmentData, one as ShipmentEntity, tx));
    return { ...dossier, request, offers, shipments };
  }

  // What comes from the store is a row.
  ofRequests(reading: Reading, requests: readonly SupportRequest[]): Promise<SupportRequest[]> {
    return this.personalData.open(reading, requestData, requests as readonly RequestEntity[], { caseOf });
  }

  ofOffers(reading: Reading, offers: readonly Offer[]): Promise<Offer[]> {
    return this.personalData.open(reading, offerData, offers as readonly OfferEntity[], { caseOf });
  }

  ofShipments(reading: Reading, shipments: readonly Shipment[]): Promise<Shipment[]> {
    return this.personalData.open(reading, shipmentData, shipments as readonly ShipmentEntity[], { caseOf });
  }

  private async firstSealed(tx: Tx, request: SupportRequest): Promise<SupportRequest> {
    const { justification } = request;
    if (!(justification instanceof Sensitive)) return request;
    const sealer = await this.personalData.forNew(tx, requestData, request.id);
    return { ...request, justification: sealer.seal('justification', justification) };
  }

  private async requestSealed(tx: Tx, request: SupportRequest): Promise<SupportRequest> {
    const { endedReason } = request;
    if (!(endedReason instanceof Sensitive)) return request;
    return { ...request, endedReason: await this.keep(tx, requestData, 'endedReason', request.id, endedReason) };
  }

  private async offerSealed(tx: Tx, offer: Offer): Promise<Offer> {
    const { declineNote } = offer;
    if (!(declineNote instanceof Sensitive)) return offer;
    return { ...offer, declineNote: await this.keep(tx, offerData, 'declineNote', offer.requestId, declineNote) };
  }

  private async shipmentSealed(tx: Tx, shipment: Shipment): Promise<Shipment> {
    const { discrepancyNotes } = shipment;
    if (!(discrepancyNotes instanceof Sensitive)) return shipment;
    return { ...shipment, discrepancyNotes: await this.keep(tx, shipmentData, 'discrepancyNotes', shipment.requestId, discrepancyNotes) };
  }

  /** Null when all that was written about the request was erased: the act stands, and no new words are kept of it. */
  private async keep<Row extends object>(
    tx: Tx,
    of: Classified<Row>,
    property: keyof Row & string,
    requestId: string,
    text: Sensitive,
  ): Promise<Sealed | null> {
    const sealer = await this.personalData.forStanding(tx, of, requestId);
    return sealer?.seal(property, text) ?? null;
  }
}

/** In order, and one after the other: they share a connection. */
async function each<From, To>(all: readonly From[], one: (from: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (const from of all) done.push(await one(from));
  return done;
}

/** What a view shows of a text. Throws for one that nobody opened: ciphertext leaves by no mistake. */
export function wordsOf(text: TypedText): string;
export function wordsOf(text: TypedText | null): string | null;
export function wordsOf(text: TypedText | null): string | null {
  if (text === null) return null;
  if (text instanceof Sensitive) return text.reveal();
  throw new Error('a text was not opened before it was shown');
}
