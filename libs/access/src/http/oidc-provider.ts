import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import type { Claims } from '../domain/oidc-grants';
import type { OidcFailure } from '../contract';
import type { ProviderSession } from '../use-cases/begin-session';
import type { OidcFlow } from '../use-cases/oidc-ceremony';
import type { LogoutOrder } from '../use-cases/sign-out-by-oidc';
import { LogoutTokens } from './oidc-logout-token';
import { OIDC_SETTINGS, type OidcSettings } from './oidc-settings';

/** Whom the provider vouches for, as it told us. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
  readonly session: ProviderSession;
}

/** Whoever is to prove anew who she is has this long between the provider's page and ours. */
const PROVED_WITHIN_S = 600;

/** The provider did not vouch for anybody. `why` is the protocol's own code, for the log. */
export class OidcTrouble extends Error {
  constructor(
    readonly failure: OidcFailure,
    readonly why: string,
  ) {
    super(failure);
    this.name = 'OidcTrouble';
  }
}

/** The ministry's identity provider over the network. Throws {@link OidcTrouble}. */
@Injectable()
export class OidcProvider {
  private found: Promise<client.Configuration> | undefined;
  private logoutTokens: LogoutTokens | undefined;

  constructor(@Inject(OIDC_SETTINGS) private readonly settings: OidcSettings | null) {}

  get isOn(): boolean {
    return this.settings !== null;
  }

  /** Where the browser goes to sign in, and what must come back with it (RFC 7636, RFC 9700 §2.1). `again`: a session that is open there does not do. */
  async question({ returnTo, again, former }: Question): Promise<{ address: URL; flow: OidcFlow }> {
    const settings = this.on();
    const found = await this.provider(settings);
    const flow = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
      maxAgeS: again ? PROVED_WITHIN_S : settings.maxAgeS,
      former,
    };
    const address = client.buildAuthorizationUrl(found, {
      redirect_uri: settings.redirectUri.href,
      scope: settings.scopes,
      response_type: 'code',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      ...(again ? { prompt: 'login', max_age: '0' } : settings.maxAgeS === null ? {} : { max_age: String(settings.maxAgeS) }),
      ...(settings.acrValues.length === 0 ? {} : { acr_values: settings.acrValues.join(' ') }),
    });
    return { address, flow };
  }

  /** Fetches the tokens for the code in `search` and checks state, nonce, issuer, audience, signature and times; then asks for the rest of the claims. */
  async answer(search: string, flow: OidcFlow): Promise<Vouched> {
    const settings = this.on();
    const found = await this.provider(settings);
    // Not the address as it was asked for: Host and X-Forwarded-* are the caller's.
    const cameBack = new URL(settings.redirectUri);
    cameBack.search = search;
    try {
      const tokens = await client.authorizationCodeGrant(found, cameBack, {
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.verifier,
        idTokenExpected: true,
        ...(flow.maxAgeS === null ? {} : { maxAge: flow.maxAgeS }),
      });
      const told = tokens.claims();
      if (told === undefined) throw new OidcTrouble('access.oidc-answer-invalid', 'no-id-token');
      requireStrength(told, settings);
      const { userinfo_endpoint: more } = found.serverMetadata();
      const asked = more === undefined ? {} : await client.fetchUserInfo(found, tokens.access_token, told.sub);
      return { issuer: told.iss, subject: told.sub, claims: { ...asked, ...told }, session: sessionThere(told) };
    } catch (error) {
      throw troubleFrom(error);
    }
  }

  /** Where the browser goes to sign out there too (RP-Initiated Logout 1.0); null when the provider has no such page. Nothing about the person is in it. */
  async farewell(): Promise<URL | null> {
    const settings = this.on();
    const found = await this.provider(settings);
    if (found.serverMetadata().end_session_endpoint === undefined) return null;
    return client.buildEndSessionUrl(found, { post_logout_redirect_uri: settings.signedOutUri.href });
  }

  /** Who has signed out there, by a logout token. */
  async logoutOrder(token: string): Promise<LogoutOrder> {
    const settings = this.on();
    const { issuer, jwks_uri: keys } = (await this.provider(settings)).serverMetadata();
    if (keys === undefined) throw new OidcTrouble('access.oidc-unavailable', 'no-keys');
    this.logoutTokens ??= new LogoutTokens({ issuer, audience: settings.clientId, keys: new URL(keys), timeoutMs: settings.timeoutMs });
    const read = await this.logoutTokens.read(token);
    if (typeof read === 'object') return read;
    throw new OidcTrouble(read === 'no-keys' ? 'access.oidc-unavailable' : 'access.oidc-answer-invalid', read);
  }

  private on(): OidcSettings {
    if (this.settings === null) throw new OidcTrouble('access.oidc-off', 'off');
    return this.settings;
  }

  /** Its description is read at the first sign-in and kept; a provider that did not answer is asked again at the next one. */
  private async provider(settings: OidcSettings): Promise<client.Configuration> {
    const asked = (this.found ??= discover(settings));
    try {
      return await asked;
    } catch (error) {
      if (this.found === asked) this.found = undefined;
      throw new OidcTrouble('access.oidc-unavailable', codeOf(error) ?? 'no-answer');
    }
  }
}

/** What a sign-in at the provider begins with. */
export interface Question extends Pick<OidcFlow, 'returnTo' | 'former'> {
  readonly again: boolean;
}

/** The provider must say how somebody signed in where that is demanded here; only the signed ID token's word counts. */
function requireStrength({ acr, amr }: client.IDToken, { acrValues, amrValues }: OidcSettings): void {
  if (acrValues.length > 0 && (typeof acr !== 'string' || !acrValues.includes(acr))) throw new OidcTrouble('access.oidc-too-weak', 'acr');
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
  if (amrValues.length > 0 && !amrValues.some((method) => methods.includes(method))) throw new OidcTrouble('access.oidc-too-weak', 'amr');
}

function sessionThere({ iss, sid, auth_time: provedAtS }: client.IDToken): ProviderSession {
  return {
    issuer: iss,
    sid: typeof sid === 'string' && sid !== '' ? sid : null,
    provedAt: typeof provedAtS === 'number' ? new Date(provedAtS * 1_000).toISOString() : null,
  };
}

function discover({ issuer, clientId, clientSecret, timeoutMs }: OidcSettings): Promise<client.Configuration> {
  return client.discovery(issuer, clientId, {}, clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret), {
    timeout: timeoutMs / 1_000,
    // The signature of the ID token too, not only the TLS connection that it came over.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to be noticed; the settings allow http on the loopback address alone
    execute: [client.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [])],
  });
}

/** Told apart by type and code. A failure without a code of the protocol is one of the network. */
function troubleFrom(error: unknown): OidcTrouble {
  if (error instanceof OidcTrouble) return error;
  if (error instanceof client.AuthorizationResponseError) return new OidcTrouble('access.oidc-declined', plain(error.error));
  if (error instanceof client.ResponseBodyError)
    return new OidcTrouble(error.status >= 500 ? 'access.oidc-unavailable' : 'access.oidc-answer-invalid', plain(error.error));
  const code = codeOf(error);
  return code === undefined ? new OidcTrouble('access.oidc-unavailable', 'no-answer') : new OidcTrouble('access.oidc-answer-invalid', code);
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return undefined;
  return code;
}

/** An error code came in the address, and whoever made that address chose it: nothing but a plain word is logged. */
const plain = (code: string): string => (/^[a-z_]{1,60}$/.test(code) ? code : 'other');

/** What the browser keeps of a sign-in under way: 256 random bits that fetch the rest, once. */
export const newFlowSecret = (): string => randomBytes(32).toString('base64url');
