import type { OidcSettings } from './oidc-settings';

const NAME = 'bongsu_oidc';
const PATH = '/api/v1/sessions/oidc';
const GOOD_FOR_S = 600;

/**
 * Ties a sign-in at the provider to the browser that began it, so that nobody is signed in to somebody else's account by a link. It must come back
 * with a navigation from the provider's site, hence Lax; the session's own cookie stays Strict.
 */
export const flowCookie = {
  of: (secret: string, { redirectUri }: OidcSettings): string =>
    `${NAME}=${secret}; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=${GOOD_FOR_S}${redirectUri.protocol === 'https:' ? '; Secure' : ''}`,
  gone: (): string => `${NAME}=; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=0`,
  secretIn: (cookies: string | undefined): string | null =>
    new RegExp(`(?:^|;\\s*)${NAME}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(cookies ?? '')?.[1] ?? null,
} as const;
