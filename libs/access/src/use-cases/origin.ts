import { coarseAddress, countedAddress, deviceWords } from '../domain/origin-words';

/** Where a request to sign in came from. */
export interface SignInOrigin {
  /** What counts as one address when tries are counted; not kept. */
  readonly counted: string;
  /** Kept with the session, so that its owner recognises it. */
  readonly device: string;
  readonly address: string;
}

export const unknownOrigin: SignInOrigin = { counted: 'unknown', device: 'script', address: 'unknown' };

/** From a request's address and its user agent header. */
export function originOf({ ip, headers }: { ip: string; headers: { 'user-agent'?: string | undefined } }): SignInOrigin {
  return { counted: countedAddress(ip), device: deviceWords(headers['user-agent']), address: coarseAddress(ip) };
}
