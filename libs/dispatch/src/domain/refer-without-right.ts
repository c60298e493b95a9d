import { type Instant, type NewEntry, ok } from '@bongsu/kernel';
import { OfferEscalated } from '../contract';
import { then } from './ask-hubs';
import { aboutOffer } from './dispatch-entries';
import { type Decided, type Dossier, type Step, withOffers } from './dossier';
import { type Offer, offerTransitions } from './offer';
import { needsPlan } from './plan-request';
import { followThrough, moveRequestBy } from './request-progress';
import { stateShortfalls } from './state-shortfalls';
import { requestTransitions } from './support-request';

const nothing = (dossier: Dossier): Step => ({ dossier, entries: [] });

/**
 * Whoever asked may no longer ask, so no hub is asked in her name. The need may be as real as before: the request goes before headquarters,
 * where a person decides, and says why. With an offer: the one that waits in a lane and is not delivered; without: what was never planned.
 */
export function referWithoutRight(dossier: Dossier, offerId: string | null, now: Instant): Decided {
  const waiting = dossier.offers.find(({ id, state }) => id === offerId && state === 'queued');
  if (offerId === null ? !needsPlan(dossier) : waiting === undefined) return ok(nothing(dossier));
  const taken = waiting === undefined ? nothing(dossier) : takeFromLane(dossier, waiting);
  const lineNos = (waiting?.lines ?? dossier.request.lines).map(({ lineNo }) => lineNo);
  const stated = then(taken, (current) => stateShortfalls(current, lineNos, 'asker-lost-right', now));
  return ok(followThrough(then(stated, refer)));
}

function takeFromLane(dossier: Dossier, offer: Offer): Step {
  const after: Offer = { ...offer, state: offerTransitions.next(offer.state, 'lapse') ?? offer.state };
  const { offer: ids, ...about } = aboutOffer(after);
  const entry: NewEntry = OfferEscalated.of({ ...about, body: { ...ids, toTier: 'headquarters', toHubId: null } });
  return { dossier: withOffers(dossier, [after]), entries: [entry] };
}

/** What headquarters directed itself is at headquarters already. */
function refer(dossier: Dossier): Step {
  const refers = requestTransitions.next(dossier.request.state, 'refer') !== undefined;
  return refers ? moveRequestBy(dossier, 'refer', 'asker-lost-right') : nothing(dossier);
}
