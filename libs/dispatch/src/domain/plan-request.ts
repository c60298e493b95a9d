import { askHubs, extendPlan, then } from './ask-hubs';
import { type Dossier, type Step, uncovered } from './dossier';
import { makePlan } from './make-plan';
import { isOpen } from './offer';
import type { PlanFacts } from './plan-facts';
import { followThrough, moveRequestBy } from './request-progress';
import { isPlannable } from './support-request';

/**
 * Looks for hubs for whatever of a request is uncovered: at first all of it, later what was declined, taken in part, called off or
 * lost. Where no hub is left to ask, the request goes before headquarters. Nothing uncovered: nothing happens, so it may run again.
 */
export function planRequest(dossier: Dossier, facts: PlanFacts): Step {
  if (!needsPlan(dossier)) return { dossier, entries: [] };
  const made = makePlan(dossier, facts);
  const asks = made.asks.map((ask) => ({ ...ask, offerId: facts.newId(), tier: 'hub' as const }));
  const planned = extendPlan(dossier, made.choices, made.shortfalls, facts.now);
  const asked = then(planned, (current) => askHubs(current, asks, facts.now));
  return followThrough(then(asked, start));
}

/** Something of it is neither promised nor being asked for, and no person has taken the decision over. */
export function needsPlan(dossier: Dossier): boolean {
  return isPlannable(dossier.request.state) && dossier.request.lines.some((line) => uncovered(dossier, line) > 0);
}

/** Sourcing while anybody is being asked; before headquarters when nobody is left to ask. */
function start(dossier: Dossier): Step {
  if (!dossier.offers.some(isOpen)) return moveRequestBy(dossier, 'refer', 'no-hub-can-cover');
  return dossier.request.state === 'submitted' ? moveRequestBy(dossier, 'source') : { dossier, entries: [] };
}
