import type { Instant } from '@bongsu/kernel';
import type { OfferLine, OfferTier, PlanChoice } from '../contract';
import { offerQueued, planMade, requestShared } from './dispatch-entries';
import { type Dossier, type Step, withOffers, withRequest } from './dossier';
import { queuedOffer } from './offer';
import type { Plan } from './support-request';

export interface Ask {
  readonly offerId: string;
  readonly hubId: string;
  readonly tier: OfferTier;
  readonly lines: readonly OfferLine[];
  readonly escalatedFromOfferId?: string;
}

/** Puts new offers into hubs' lanes. Hubs that did not know the request are first told how it stands. */
export function askHubs(dossier: Dossier, asks: readonly Ask[], now: Instant): Step {
  const { id: requestId, incidentId, missionId: requestingMissionId, audience } = dossier.request;
  const offers = asks.map(({ offerId, ...ask }) =>
    queuedOffer({ ...ask, id: offerId, requestId, incidentId, requestingMissionId, queuedAt: now }),
  );
  const newcomers = [...new Set(asks.map((ask) => ask.hubId))].filter((hubId) => !audience.includes(hubId));
  const widened = withRequest(withOffers(dossier, offers), { ...dossier.request, audience: [...audience, ...newcomers] });
  const shared = newcomers.length > 0 ? [requestShared(widened, newcomers)] : [];
  return { dossier: widened, entries: [...shared, ...offers.map((offer) => offerQueued(offer, dossier.request.priority))] };
}

/** Adds choices to the plan of a request; the gaps are stated anew. */
export function extendPlan(dossier: Dossier, choices: readonly PlanChoice[], shortfalls: Plan['shortfalls'], now: Instant): Step {
  const plan: Plan = { madeAt: now, choices: [...(dossier.request.plan?.choices ?? []), ...choices], shortfalls };
  const planned = withRequest(dossier, { ...dossier.request, plan });
  return { dossier: planned, entries: [planMade(planned, plan)] };
}

/** One decision after another, their entries in order. */
export function then(step: Step, next: (dossier: Dossier) => Step): Step {
  const after = next(step.dossier);
  return { dossier: after.dossier, entries: [...step.entries, ...after.entries] };
}
