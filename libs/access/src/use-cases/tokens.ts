import { createHash, randomBytes } from 'node:crypto';

/** A session token: 256 random bits (ASVS 5.0 §7.2.3 asks for 128 or more). */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. A fast hash is right here: the token is random, not chosen by a person. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What is kept of the name that a session has at the ministry's provider. */
export const providerSidHash = (issuer: string, sid: string): Buffer => tokenHash(`${issuer}\n${sid}`);

const SESSION_COOKIE = 'bongsu_session';

/**
 * The name of the board's cookie. Over TLS with the prefix that lets only this very host set it, for all paths (RFC 6265bis §4.1.3.2): no sibling
 * domain can then put a session of its own in its place.
 */
export const sessionCookieName = (publicOrigin: string | undefined): string =>
  publicOrigin?.startsWith('https:') === true ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;

/** The token that a caller brought, as Bearer or in the board's cookie, and which of the two. */
export function broughtToken({ authorization, cookie }: Brought, cookieName: string): BroughtToken | null {
  const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, as: 'bearer' };
  const kept = new RegExp(`(?:^|;\\s*)${cookieName}=([A-Za-z0-9_-]{20,200})`).exec(cookie ?? '')?.[1];
  return kept === undefined ? null : { token: kept, as: 'cookie' };
}

export interface BroughtToken {
  readonly token: string;
  readonly as: 'bearer' | 'cookie';
}

export interface Brought {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}
