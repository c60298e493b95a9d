import type { Instant } from '@bongsu/kernel';

/** The server tells every board what it can do without at the moment, when it connects and whenever that changes. */
export const CONDITION = 'condition';

/** Parts that are away, each since when; empty when everything is there. `queues`: lanes and reminders wait. `database`: nothing can be stored or read. */
export interface Condition {
  readonly away: { readonly database?: Instant; readonly queues?: Instant };
}

export const WELL: Condition = { away: {} };
