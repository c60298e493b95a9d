import { type Instant, Sensitive, ok } from '@bongsu/kernel';
import { type DeclineReason, OfferDeclined, OfferSent } from '../contract';
import { aboutOffer } from './dispatch-entries';
import { type Decided, type Dossier, withOffers } from './dossier';
import { type Offer, offerTransitions } from './offer';
import { impossibleTransition } from './refusals';
import { followThrough } from './request-progress';

/** The lane has delivered the offer: the hub's clock runs from now. */
export function sendOffer(dossier: Dossier, offer: Offer, now: Instant, ackDueAt: Instant): Decided {
  const state = offerTransitions.next(offer.state, 'send');
  if (state === undefined) return impossibleTransition(offerTransitions, 'offer', offer.state, 'send');
  const after: Offer = { ...offer, state, sentAt: now, ackDueAt };
  const { offer: ids, ...about } = aboutOffer(after);
  return ok({ dossier: withOffers(dossier, [after]), entries: [OfferSent.of({ ...about, body: { ...ids, ackDueAt } })] });
}

/** The hub says no; the lines go to the next capable hub (the plan is made anew), or to headquarters when there is none. */
export function declineOffer(
  dossier: Dossier,
  offer: Offer,
  answer: { reason: DeclineReason; note: string | null },
  now: Instant,
): Decided {
  const state = offerTransitions.next(offer.state, 'decline');
  if (state === undefined) return impossibleTransition(offerTransitions, 'offer', offer.state, 'decline');
  const after: Offer = { ...offer, state, answeredAt: now, declineReason: answer.reason, declineNote: Sensitive.maybe(answer.note) };
  const { offer: ids, ...about } = aboutOffer(after);
  return ok(
    followThrough({
      dossier: withOffers(dossier, [after]),
      entries: [OfferDeclined.of({ ...about, body: { ...ids, reason: answer.reason } })],
    }),
  );
}
