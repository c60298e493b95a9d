import { createHash, randomBytes } from 'node:crypto';

/** A session token: 256 random bits (ASVS 5.0 §7.2.3 asks for 128 or more). */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. A fast hash is right here: the token is random, not chosen by a person. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export const SESSION_COOKIE = 'bongsu_session';

/** The token that a caller brought, as Bearer or in the board's cookie. */
export function tokenFrom({ authorization, cookie }: { authorization: string | undefined; cookie: string | undefined }): string | null {
  const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization ?? '')?.[1];
  return bearer ?? new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([A-Za-z0-9_-]{20,200})`).exec(cookie ?? '')?.[1] ?? null;
}
