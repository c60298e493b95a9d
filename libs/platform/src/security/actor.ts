import type { EntryActor } from '@bongsu/kernel';

/** A role in its scope, as a session carries it. The access context says what a role may do. */
export interface Grant {
  readonly role: string;
  readonly missions: readonly string[] | '*';
  /** Why it is held, such as 'own' or 'delegated'; the access context says. */
  readonly why?: string;
  /** When it ends; null or absent = as long as nobody changes it. */
  readonly until?: string | null;
  /** Of what the role may do, only these permissions; absent = all of it. */
  readonly only?: readonly string[];
}

/**
 * What makes a unit of work happen at most once: a caller's Idempotency-Key, or the promise that a job keeps.
 * The unit of work claims it in its own transaction; `onKept` is told when that has committed, now or before, and `onClaimed` whether figures
 * may tell of it: not when its incident is sealed, and not when it was kept before.
 */
export type Once =
  | { readonly kind: 'request'; readonly key: string; readonly fingerprint: string }
  | { readonly kind: 'promise'; readonly promiseId: string; readonly onKept?: () => void; readonly onClaimed?: (isTold: boolean) => void };

/** From where somebody acts, as the record of readings keeps it. */
export interface Whereabouts {
  readonly address: string;
  /** What the browser or program calls itself, cut to 200 characters. */
  readonly device: string;
}

/** On whose behalf something is done, and what it is part of. */
export interface Actor extends EntryActor {
  readonly grants: readonly Grant[];
  /** The sealed incidents on whose list a person is. */
  readonly seals?: readonly string[];
  readonly correlationId: string;
  readonly once?: Once;
  /** Absent for what happens inside the house. */
  readonly from?: Whereabouts;
  /** The session in which a person acts; a service and the house itself have none. */
  readonly sessionId?: string;
  /** Of what the grants permit, only this; absent = all of it. */
  readonly only?: readonly string[];
  /** What must be done first, such as a new password; until then the person acts on her own account alone. */
  readonly due?: string;
}

/** The house itself: seeding, clocks, feeds. Its grants cover the network. */
export function systemActor(id: string, correlationId: string): Actor {
  return { kind: 'system', id, grants: [{ role: 'administrator', missions: '*' }], correlationId };
}
