import type { Actor } from '@bongsu/platform';

/**
 * The actor without her Idempotency-Key: with it, a fingerprint of the request's body would be kept. What is shown once or holds a password takes
 * none into account.
 */
export const freely = ({ once: _once, ...actor }: Actor): Actor => actor;
