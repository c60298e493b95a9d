import { type JWTPayload, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { LogoutOrder } from '../use-cases/sign-out-by-oidc';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** It is sent at the moment of the sign-out; one that is older was kept by somebody. */
const GOOD_FOR_S = 300;
/** Clocks of the ministry and ours may differ by so much. */
const CLOCKS_DIFFER_S = 30;
/** Signatures with the provider's private key alone: with a shared secret, whoever checks could also sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** Why a token was not taken, for the log: a plain word, nothing that was sent. */
export type LogoutTokenTrouble = 'no-keys' | 'signature' | 'type' | 'claims' | 'times' | 'event' | 'nonce' | 'whom';

/** Reads logout tokens of one provider (OpenID Connect Back-Channel Logout 1.0 §2.6). Its keys are fetched when a new one appears, twice a minute at most. */
export class LogoutTokens {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private readonly expected: { readonly issuer: string; readonly audience: string };

  constructor({ issuer, audience, keys, timeoutMs }: { issuer: string; audience: string; keys: URL; timeoutMs: number }) {
    this.keys = createRemoteJWKSet(keys, { timeoutDuration: timeoutMs });
    this.expected = { issuer, audience };
  }

  async read(token: string): Promise<LogoutOrder | LogoutTokenTrouble> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        ...this.expected,
        algorithms: ALGORITHMS,
        // An ID token or an access token of the same provider is no logout token (ASVS 5.0 §10.5.5).
        typ: 'logout+jwt',
        requiredClaims: ['iat', 'exp', 'jti', 'events'],
        maxTokenAge: GOOD_FOR_S,
        clockTolerance: CLOCKS_DIFFER_S,
      });
      return orderIn(payload, this.expected.issuer);
    } catch (error) {
      return troubleOf(error);
    }
  }
}

function orderIn(payload: JWTPayload, issuer: string): LogoutOrder | LogoutTokenTrouble {
  const { events, jti, sub, sid } = payload;
  const event: unknown = isObject(events) ? events[EVENT] : undefined;
  if (!isObject(event)) return 'event';
  if ('nonce' in payload) return 'nonce';
  const [subject, session] = [textOrNull(sub), textOrNull(sid)];
  if (subject === null && session === null) return 'whom';
  return typeof jti === 'string' && jti !== '' ? { issuer, jti, sid: session, subject } : 'claims';
}

function troubleOf(error: unknown): LogoutTokenTrouble {
  if (error instanceof errors.JWTExpired) return 'times';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'typ' ? 'type' : error.claim === 'iat' ? 'times' : 'claims';
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return 'no-keys';
  return 'signature';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
