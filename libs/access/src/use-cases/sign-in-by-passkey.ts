import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, type Result, addMs, hours, ok, refuse } from '@bongsu/kernel';
import { SETTINGS, type Settings, UnitOfWork, systemActor } from '@bongsu/platform';
import { type VerifiedAuthenticationResponse, generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyAssertion, SessionView } from '../contract';
import { type Account, AccountStore } from '../storage/account.store';
import { type Passkey, PasskeyStore } from '../storage/passkey.store';
import { BeginSession } from './begin-session';
import { PASSKEY_GOOD_FOR_MS, PasskeyCeremony } from './passkey-ceremony';
import type { SignInOrigin } from './origin';
import { type PasskeyHome, passkeyHome } from './passkey-home';
import { userHandle } from './register-passkey';
import { SecurityLog } from './security-log';

type RequestOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>;
type PasskeyRefusal = Refusal<'access.passkey-refused' | 'access.passkey-needs-ministry'>;
type Why =
  'no-challenge' | 'unknown-passkey' | 'wrong-owner' | 'account-disabled' | 'not-verified' | 'counter-not-ahead' | 'ministry-long-ago';

/** So long a passkey stands in for a sign-in with the ministry: whom the ministry has let go is out of here a day later. */
const VOUCHED_FOR_MS = hours(24);

/**
 * Sign-in with a passkey alone: the device is what one has, and the device itself checks who one is, so that both factors are there (NIST SP
 * 800-63B-4 §2.2). WebAuthn Level 3 §7.2.
 */
@Injectable()
export class SignInByPasskey {
  private readonly home: PasskeyHome | null;

  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly passkeys: PasskeyStore,
    private readonly ceremony: PasskeyCeremony,
    private readonly beginSession: BeginSession,
    private readonly log: SecurityLog,
    @Inject(SETTINGS) settings: Pick<Settings, 'http'>,
  ) {
    this.home = passkeyHome(settings.http);
  }

  /** The same for everybody, whoever may be about to answer: it tells nothing about accounts. */
  async options(correlationId: string): Promise<Result<RequestOptions, PasskeyRefusal>> {
    if (this.home === null) return refusedHere;
    const challenge = await this.ceremony.begin('passkey-sign-in', null, systemActor('access.sign-in', correlationId));
    return ok(
      await generateAuthenticationOptions({
        rpID: this.home.rpId,
        challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
        timeout: PASSKEY_GOOD_FOR_MS,
        userVerification: 'required',
      }),
    );
  }

  async execute(assertion: PasskeyAssertion, origin: SignInOrigin, correlationId: string): Promise<Result<SessionView, PasskeyRefusal>> {
    const proved = await this.proved(assertion, correlationId);
    if (typeof proved === 'string') return this.refused(proved, correlationId);
    const { passkey, account, counter } = proved;
    const begun = await this.work.run<SessionView, PasskeyRefusal>(systemActor('access.sign-in', correlationId), async (tx) => {
      if (!(await this.passkeys.used(tx, passkey.id, counter))) return refusedHere;
      if (await this.passkeys.isVouchedForLongAgo(tx, account.id, addMs(tx.now, -VOUCHED_FOR_MS))) return ministryFirst;
      return ok(await this.beginSession.within(tx, account, 'passkey', origin));
    });
    if (begun.ok) return begun;
    const long = begun.refusal.code === ministryFirst.refusal.code;
    return this.refused(long ? 'ministry-long-ago' : 'counter-not-ahead', correlationId, begun);
  }

  private async proved(
    assertion: PasskeyAssertion,
    correlationId: string,
  ): Promise<{ passkey: Passkey; account: Account; counter: number } | Why> {
    const begun = await this.ceremony.take(
      'passkey-sign-in',
      assertion.response.clientDataJSON,
      systemActor('access.sign-in', correlationId),
    );
    if (begun === null || this.home === null) return 'no-challenge';
    const passkey = await this.passkeys.byCredential(assertion.id);
    if (passkey === null) return 'unknown-passkey';
    const { userHandle: owner } = assertion.response;
    if (owner !== undefined && !Buffer.from(owner, 'base64url').equals(userHandle(passkey.accountId))) return 'wrong-owner';
    const verified = await verifiedAssertion(assertion, begun.challenge, passkey, this.home);
    if (verified?.verified !== true) return 'not-verified';
    const account = await this.accounts.byId(passkey.accountId);
    if (account === null || account.disabled) return 'account-disabled';
    return { passkey, account, counter: verified.authenticationInfo.newCounter };
  }

  /** One answer for every reason but the one that only the owner of the passkey gets to hear; the log knows which it was. */
  private refused(why: Why, correlationId: string, answer: Result<never, PasskeyRefusal> = refusedHere): Result<never, PasskeyRefusal> {
    this.log.tell('authn_login_fail', correlationId, { method: 'passkey', why });
    return answer;
  }
}

/** The library throws whatever does not fit: challenge, origin, host, signature, flags, a counter that is not ahead. */
async function verifiedAssertion(
  response: PasskeyAssertion,
  expectedChallenge: string,
  passkey: Passkey,
  { rpId, origin }: PasskeyHome,
): Promise<VerifiedAuthenticationResponse | null> {
  try {
    return await verifyAuthenticationResponse({
      response: { ...response, authenticatorAttachment: response.authenticatorAttachment ?? undefined },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
      requireUserVerification: true,
    });
  } catch {
    return null;
  }
}

const refusedHere = refuse(
  'forbidden',
  'access.passkey-refused',
  'This passkey was not accepted here.',
  'Try again; if it stays, sign in another way and look at your passkeys in your account.',
);

const ministryFirst = refuse(
  'forbidden',
  'access.passkey-needs-ministry',
  'Your last sign-in with the ministry was more than 24 hours ago.',
  'Sign in with the ministry; your passkeys work again for 24 hours after that.',
);
