import type { Settings } from '@bongsu/platform';

/** Where browsers reach this installation: PUBLIC_ORIGIN, or this machine under its name. Never taken from a request. */
export function ownOrigin({ PUBLIC_ORIGIN, PORT }: Settings['http']): URL {
  return new URL(PUBLIC_ORIGIN === undefined ? `http://localhost:${PORT}` : new URL(PUBLIC_ORIGIN).origin);
}
