import { type ClockDeclarations, DeclaresClocks, handOverClock } from '@bongsu/platform';
import { OfferAccepted, OfferDeclined, OfferPartAccepted, OfferQueued, OfferSent } from '../contract';

/** An offer waits in its lane until it is handed to the hub, and then for the hub's own word; an escalation is no answer. */
@DeclaresClocks()
export class DispatchClocks implements ClockDeclarations {
  readonly clocks = [
    handOverClock('handed-over', 'offer', OfferQueued, [OfferSent]),
    handOverClock('acknowledged', 'offer', OfferSent, [OfferAccepted, OfferPartAccepted, OfferDeclined]),
  ];
}
