import type { Actor } from './actor';

/** The headers that identify a caller, of an HTTP request or of a socket's handshake. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

/** Who calls; the access context answers. Null means: sign in (again). */
export abstract class Authenticator {
  abstract authenticate(credentials: Credentials, correlationId: string): Promise<Actor | null>;

  /** The same callers as they are now, in the same order; null for one who may no longer act. For lines that stay open. */
  abstract recheck(actors: readonly Actor[]): Promise<readonly (Actor | null)[]>;
}
