import type { Actor } from '../security/actor';

/** Who may follow the live feed; the access context answers. */
export abstract class LivePolicy {
  abstract mayFollow(actor: Actor): boolean;
}
