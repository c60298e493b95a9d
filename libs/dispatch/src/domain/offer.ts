import { type Instant, transitions } from '@bongsu/kernel';
import type { DeclineReason, OfferLine, OfferState, OfferTier } from '../contract';
import type { TypedText } from './typed-text';

/** One hub is asked for some lines of one request, once. */
export interface Offer {
  readonly id: string;
  readonly requestId: string;
  readonly incidentId: string;
  readonly requestingMissionId: string;
  readonly hubId: string;
  readonly tier: OfferTier;
  readonly lines: readonly OfferLine[];
  readonly accepted: readonly OfferLine[];
  readonly state: OfferState;
  readonly queuedAt: Instant;
  readonly sentAt: Instant | null;
  /** Runs from the moment the lane has delivered the offer; null before. */
  readonly ackDueAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly declineReason: DeclineReason | null;
  readonly declineNote: TypedText | null;
  readonly escalatedFromOfferId: string | null;
  readonly version: number;
}

export type OfferAct = 'send' | 'accept' | 'acceptPart' | 'decline' | 'lapse' | 'handOver' | 'withdraw' | 'fulfil';

/**
 * `queued`: waits in the hub's lane. `sent`: the hub has it and its clock runs. `escalated`: moved on to another hub or to
 * headquarters, because nobody answered (lapse) or because the lane was handed over.
 */
export const offerTransitions = transitions<OfferState, OfferAct>({
  queued: { send: 'sent', lapse: 'escalated', handOver: 'escalated', withdraw: 'withdrawn' },
  sent: {
    accept: 'accepted',
    acceptPart: 'part-accepted',
    decline: 'declined',
    lapse: 'escalated',
    handOver: 'escalated',
    withdraw: 'withdrawn',
  },
  'part-accepted': { fulfil: 'fulfilled', withdraw: 'withdrawn' },
  accepted: { fulfil: 'fulfilled', withdraw: 'withdrawn' },
  declined: {},
  escalated: {},
  fulfilled: {},
  withdrawn: {},
});

/** Not answered yet: what it asks for is neither covered nor free to be asked of another hub. */
export function isOpen(offer: Pick<Offer, 'state'>): boolean {
  return offer.state === 'queued' || offer.state === 'sent';
}

export function isTaken(offer: Pick<Offer, 'state'>): boolean {
  return offer.state === 'accepted' || offer.state === 'part-accepted';
}

export interface NewOffer {
  readonly id: string;
  readonly requestId: string;
  readonly incidentId: string;
  readonly requestingMissionId: string;
  readonly hubId: string;
  readonly tier: OfferTier;
  readonly lines: readonly OfferLine[];
  readonly queuedAt: Instant;
  readonly escalatedFromOfferId?: string;
}

export function queuedOffer(asked: NewOffer): Offer {
  return {
    ...asked,
    escalatedFromOfferId: asked.escalatedFromOfferId ?? null,
    accepted: [],
    state: 'queued',
    sentAt: null,
    ackDueAt: null,
    answeredAt: null,
    declineReason: null,
    declineNote: null,
    version: 0,
  };
}
