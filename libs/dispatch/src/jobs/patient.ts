/**
 * For what nobody else would come back to, such as a deadline: the first tries follow within seconds, the last more than an hour after
 * the first even when jitter shortens every wait, so that no outage of some minutes leaves a promise dead.
 */
export const patient = { attempts: 15, backoff: { type: 'exponential', delayMs: 500 } } as const;
