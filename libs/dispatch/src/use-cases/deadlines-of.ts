import { hours, minutes } from '@bongsu/kernel';
import type { Settings } from '@bongsu/platform';
import type { Deadlines } from '../domain/deadlines';

export function deadlinesOf({ deadlines }: Pick<Settings, 'deadlines'>): Deadlines {
  return {
    offerAckWithinMs: minutes(deadlines.OFFER_ACK_MINUTES),
    offerAckUrgentWithinMs: minutes(deadlines.OFFER_ACK_MINUTES_URGENT),
    decisionWithinMs: minutes(deadlines.REQUEST_DECISION_MINUTES),
    decisionUrgentWithinMs: minutes(deadlines.REQUEST_DECISION_MINUTES_URGENT),
    heldForMs: hours(deadlines.RESERVATION_HOURS),
  };
}
