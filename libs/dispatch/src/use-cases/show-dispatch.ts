import { Injectable } from '@nestjs/common';
import type { Actor, Reading, Tx } from '@bongsu/platform';
import type { OfferView, ShipmentView, SupportRequestDetail, SupportRequestView } from '../contract';
import type { Dossier } from '../domain/dossier';
import type { Offer } from '../domain/offer';
import type { Shipment } from '../domain/shipment';
import type { SupportRequest } from '../domain/support-request';
import { TypedTexts } from '../storage/typed-texts';
import { foundIn, offerView, requestDetail, requestView, shipmentView } from './views';

type Shown = 'request' | 'requests' | 'offers' | 'shipments';

/** Views for a person, with what people typed in clear: that she read it goes on record, inside the unit when there is one. */
@Injectable()
export class ShowDispatch {
  constructor(private readonly texts: TypedTexts) {}

  async request(dossier: Dossier, actor: Actor, tx?: Tx): Promise<SupportRequestDetail> {
    return requestDetail(await this.texts.ofDossier(readingOf('request', actor, tx), dossier), actor);
  }

  async requests(requests: readonly SupportRequest[], actor: Actor): Promise<SupportRequestView[]> {
    return (await this.texts.ofRequests(readingOf('requests', actor), requests)).map(requestView);
  }

  async offers(offers: readonly Offer[], actor: Actor, tx?: Tx): Promise<OfferView[]> {
    return (await this.texts.ofOffers(readingOf('offers', actor, tx), offers)).map(offerView);
  }

  async shipments(shipments: readonly Shipment[], actor: Actor, tx?: Tx): Promise<ShipmentView[]> {
    return (await this.texts.ofShipments(readingOf('shipments', actor, tx), shipments)).map((one) => shipmentView(one, actor));
  }

  /** An offer of a dossier that is known to hold it. */
  async offerIn({ offers }: Dossier, offerId: string, actor: Actor, tx: Tx): Promise<OfferView> {
    return only(await this.offers([foundIn(offers, offerId)], actor, tx));
  }

  async shipmentIn({ shipments }: Dossier, shipmentId: string, actor: Actor, tx: Tx): Promise<ShipmentView> {
    return only(await this.shipments([foundIn(shipments, shipmentId)], actor, tx));
  }
}

const readingOf = (shown: Shown, actor: Actor, tx?: Tx): Reading => ({
  ...{ actor, action: `dispatch.read-${shown}`, basis: 'consular-assistance' },
  ...(tx === undefined ? {} : { tx }),
});

function only<View>([view]: readonly View[]): View {
  if (view === undefined) throw new Error('a row was lost');
  return view;
}
