import type { OfferState, PlanChoice, SupportRequestDetail } from '@bongsu/dispatch/contract';

/** What became of a line that the plan gave to a hub. */
export interface ChoiceOutcome {
  readonly state: OfferState;
  /** How many the hub promised; null until it has answered. */
  readonly accepted: number | null;
  /** Declined, passed on unanswered or withdrawn: nothing comes from there. */
  readonly over: boolean;
}

const overStates: ReadonlySet<OfferState> = new Set<OfferState>(['declined', 'escalated', 'withdrawn']);
const answered: ReadonlySet<OfferState> = new Set<OfferState>(['accepted', 'part-accepted', 'fulfilled']);

/** By the offer of this line to this hub, the latest when it was asked more than once; null when none was made yet. */
export function choiceOutcome(choice: Pick<PlanChoice, 'lineNo' | 'hubId'>, offers: SupportRequestDetail['offers']): ChoiceOutcome | null {
  const [latest] = offers
    .filter((offer) => offer.hubId === choice.hubId && offer.lines.some(({ lineNo }) => lineNo === choice.lineNo))
    .sort((one, other) => Date.parse(other.queuedAt) - Date.parse(one.queuedAt));
  if (latest === undefined) return null;
  const promised = latest.accepted.filter(({ lineNo }) => lineNo === choice.lineNo).reduce((sum, { count }) => sum + count, 0);
  return { state: latest.state, accepted: answered.has(latest.state) ? promised : null, over: overStates.has(latest.state) };
}
