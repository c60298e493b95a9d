import { useQuery } from '@tanstack/react-query';
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { PasskeyList, Proof, SessionView, SignInWays } from '@bongsu/access/contract';
import { get, send } from '../api/client';

export const passkeysKey = ['passkeys'] as const;
const WAYS = ['sign-in-ways'] as const;

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** The browser or its owner broke off; nothing was sent to the server. */
export class PasskeyAborted extends Error {
  constructor() {
    super('no passkey was used');
    this.name = 'PasskeyAborted';
  }
}

export function useSignInWays() {
  return useQuery({
    queryKey: WAYS,
    queryFn: ({ signal }) => get<SignInWays>('/sessions/ways', {}, signal),
    staleTime: Infinity,
    retry: 1,
  });
}

/** Whether passkeys can be used here: the installation has them, the browser knows them, and we are at the host that they are bound to. */
export function usePasskeysWork(): boolean {
  const rpId = useSignInWays().data?.passkey?.rpId;
  return rpId !== undefined && location.hostname === rpId && browserSupportsWebAuthn();
}

export function usePasskeys() {
  return useQuery({ queryKey: passkeysKey, queryFn: ({ signal }) => get<PasskeyList>('/me/passkeys', {}, signal) });
}

/** Throws ApiError, or PasskeyAborted. */
export async function signInWithPasskey(): Promise<SessionView> {
  const optionsJSON = await send<RequestOptions>('POST', '/sessions/passkey/options');
  const assertion = await byDevice(() => startAuthentication({ optionsJSON }));
  return send<SessionView>('POST', '/sessions/passkey', { body: { assertion } });
}

/** Throws ApiError, or PasskeyAborted. */
export async function addPasskey(name: string, proof: Proof | undefined): Promise<void> {
  const optionsJSON = await send<CreationOptions>('POST', '/me/passkeys/options', { body: proof === undefined ? {} : { proof } });
  const registration = await byDevice(() => startRegistration({ optionsJSON }));
  await send('POST', '/me/passkeys', { body: { name, registration } });
}

async function byDevice<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch {
    throw new PasskeyAborted();
  }
}
