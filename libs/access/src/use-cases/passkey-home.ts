import { isIP } from 'node:net';
import type { Settings } from '@bongsu/platform';
import { ownOrigin } from './own-origin';

/** What passkeys are bound to: the host name of this installation, and the one address from which browsers may use them. */
export interface PasskeyHome {
  readonly rpId: string;
  readonly origin: string;
}

/** Null where there can be none: WebAuthn wants a name, not a number, and https except on the machine itself. */
export function passkeyHome(http: Settings['http']): PasskeyHome | null {
  const { hostname, origin, protocol } = ownOrigin(http);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return null;
  return protocol === 'https:' || hostname === 'localhost' ? { rpId: hostname, origin } : null;
}
