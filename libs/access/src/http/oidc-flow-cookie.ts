import type { OidcSettings } from './oidc-settings';

const NAME = 'bongsu_oidc';
const PATH = '/api/v1/sessions/oidc';
const GOOD_FOR_S = 600;

type Home = Pick<OidcSettings, 'redirectUri'>;

/**
 * Ties a sign-in at the provider to the browser that began it, so that nobody is signed in to somebody else's account by a link. It must come back
 * with a navigation from the provider's site, hence Lax; the session's own cookie stays Strict. Over TLS it has the prefix that lets only this very
 * host set it, which goes with the path / (RFC 6265bis §4.1.3.2): no sibling domain puts a sign-in of its own in its place.
 */
export const flowCookie = {
  of: (secret: string, { redirectUri }: Home): string =>
    isTls(redirectUri) ? over(`__Host-${NAME}=${secret}`, '/', GOOD_FOR_S, true) : over(`${NAME}=${secret}`, PATH, GOOD_FOR_S, false),
  gone: ({ redirectUri }: Home): string => (isTls(redirectUri) ? over(`__Host-${NAME}=`, '/', 0, true) : over(`${NAME}=`, PATH, 0, false)),
  secretIn: (cookies: string | undefined, { redirectUri }: Home): string | null =>
    new RegExp(`(?:^|;\\s*)${isTls(redirectUri) ? '__Host-' : ''}${NAME}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(cookies ?? '')?.[1] ?? null,
} as const;

const isTls = ({ protocol }: URL): boolean => protocol === 'https:';
const over = (pair: string, path: string, maxAgeS: number, secure: boolean): string =>
  `${pair}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${String(maxAgeS)}${secure ? '; Secure' : ''}`;
