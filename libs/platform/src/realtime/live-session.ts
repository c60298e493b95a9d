import type { Actor } from '../security/actor';
import type { Credentials } from '../security/authenticator';

/** What a socket carries from its handshake: who connected, and with what, so that the session can be looked at again. */
export interface LiveSession {
  readonly actor: Actor;
  readonly credentials: Credentials;
}
