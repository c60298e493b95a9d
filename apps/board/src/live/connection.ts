import type { Instant } from '@bongsu/kernel';

/**
 * What the operator is told about the line to the server. `loading` only before the first picture; `offline` names since when the
 * picture stands still.
 */
export type Connection = { phase: 'loading' } | { phase: 'connected' } | { phase: 'catching-up' } | { phase: 'offline'; since: Instant };
