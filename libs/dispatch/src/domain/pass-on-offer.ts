import { type Instant, ok } from '@bongsu/kernel';
import { OfferEscalated, type OfferTier, type PlanChoice } from '../contract';
import { askHubs, extendPlan, then } from './ask-hubs';
import { aboutOffer } from './dispatch-entries';
import { type Decided, type Dossier, type Step, hubsAsked, withOffers } from './dossier';
import { type Lanes, answeringHub } from './lane';
import { type Offer, type OfferAct, offerTransitions } from './offer';
import { arrivalBy } from './plan-facts';
import { impossibleTransition } from './refusals';
import { followThrough, moveRequestBy } from './request-progress';
import { isPlannable, requestTransitions } from './support-request';

/** Who stands behind a hub that does not answer, nearest in duty first. */
export interface PassOnFacts {
  readonly now: Instant;
  /** Alternate hubs of the requesting mission and of the asked hub, nulls left out; or the one hub a lane was handed to. */
  readonly alternates: readonly string[];
  readonly lanes: Lanes;
  readonly travelHours: (fromHubId: string) => number;
  readonly newId: () => string;
}

/**
 * Nobody answered in time: the planned hub's lines go to the alternate, the alternate's to headquarters. What headquarters itself
 * directed comes back to headquarters. Nobody is asked twice for the same line.
 */
export function lapseOffer(dossier: Dossier, offer: Offer, facts: PassOnFacts): Decided {
  const toHubId = offer.tier === 'hub' ? nextHub(dossier, offer, facts) : null;
  return passOn(dossier, offer, 'lapse', toHubId === null ? 'headquarters' : 'alternate', toHubId, facts);
}

/** The lane was handed over: the other hub is asked in the same tier; headquarters when it was asked before. */
export function readdressOffer(dossier: Dossier, offer: Offer, facts: PassOnFacts): Decided {
  const toHubId = nextHub(dossier, offer, facts);
  return passOn(dossier, offer, 'handOver', toHubId === null ? 'headquarters' : offer.tier, toHubId, facts);
}

function nextHub(dossier: Dossier, offer: Offer, facts: PassOnFacts): string | null {
  const asked = new Set(offer.lines.flatMap(({ lineNo }) => [...hubsAsked(dossier, lineNo)]));
  const answering = facts.alternates.map((hubId) => answeringHub(hubId, facts.lanes));
  return answering.find((hubId) => hubId !== dossier.request.missionId && !asked.has(hubId)) ?? null;
}

function passOn(
  dossier: Dossier,
  offer: Offer,
  act: OfferAct & ('lapse' | 'handOver'),
  tier: OfferTier,
  toHubId: string | null,
  facts: PassOnFacts,
): Decided {
  const state = offerTransitions.next(offer.state, act);
  if (state === undefined) return impossibleTransition(offerTransitions, 'offer', offer.state, act);
  const after: Offer = { ...offer, state };
  const { offer: ids, ...about } = aboutOffer(after, ...(toHubId === null ? [] : [toHubId]));
  const moved: Step = {
    dossier: withOffers(dossier, [after]),
    entries: [OfferEscalated.of({ ...about, body: { ...ids, toTier: tier, toHubId } })],
  };
  const next = then(moved, (current) => {
    if (toHubId === null) return referToHeadquarters(current, act === 'lapse' ? 'nobody-answered' : 'no-hub-left');
    return askNext(
      act === 'lapse' ? withReason(current, offer, toHubId, facts) : { dossier: current, entries: [] },
      offer,
      tier,
      toHubId,
      facts,
    );
  });
  return ok(followThrough(next));
}

function askNext(planned: Step, offer: Offer, tier: OfferTier, hubId: string, facts: PassOnFacts): Step {
  const ask = { offerId: facts.newId(), hubId, tier, lines: offer.lines, escalatedFromOfferId: offer.id };
  return then(planned, (current) => askHubs(current, [ask], facts.now));
}

/** The plan says why the alternate is asked; of a hand-over the lane's own entry says it. */
function withReason(dossier: Dossier, offer: Offer, hubId: string, facts: PassOnFacts): Step {
  const travelHours = facts.travelHours(hubId);
  const rank = { code: 'escalated-after-silence', travelHours, rank: 1, hubsConsidered: facts.alternates.length } as const;
  const choices = offer.lines.map((line): PlanChoice => ({
    ...line,
    hubId,
    reason: { ...rank, arrivesBy: arrivalBy(facts.now, travelHours) },
  }));
  return extendPlan(dossier, choices, dossier.request.plan?.shortfalls ?? [], facts.now);
}

/** Headquarters is told at once, though other hubs may still be answering for other lines. */
function referToHeadquarters(dossier: Dossier, reason: string): Step {
  const refers = requestTransitions.next(dossier.request.state, 'refer') !== undefined;
  return refers ? moveRequestBy(dossier, 'refer', reason) : { dossier, entries: [] };
}

/** The time to decide passed while it waited in its lane: its hub is not asked any more. What was asked after that time, such as of an alternate, has no such end. */
export function waitedTooLong({ request }: Dossier, offer: Offer, now: Instant): boolean {
  const { decisionDueAt, state } = request;
  return isPlannable(state) && decisionDueAt !== null && decisionDueAt <= now && offer.queuedAt < decisionDueAt;
}

/** The decision is overdue: what still waits in a lane moves on, and a request that was never planned goes before headquarters. */
export function escalateUndecided(dossier: Dossier, factsByOffer: ReadonlyMap<string, PassOnFacts>): Decided {
  let step: Step = { dossier, entries: [] };
  for (const offer of dossier.offers.filter(({ state }) => state === 'queued')) {
    const facts = factsByOffer.get(offer.id);
    if (facts === undefined) continue;
    const lapsed = lapseOffer(step.dossier, offer, facts);
    if (!lapsed.ok) return lapsed;
    step = { dossier: lapsed.value.dossier, entries: [...step.entries, ...lapsed.value.entries] };
  }
  return ok(
    step.dossier.request.state === 'submitted' ? then(step, (current) => moveRequestBy(current, 'refer', 'not-planned-in-time')) : step,
  );
}
