import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok, refuse } from '@bongsu/kernel';
import { type Actor, SETTINGS, type Settings, UnitOfWork } from '@bongsu/platform';
import { type VerifiedRegistrationResponse, generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { type AddPasskey, PasskeyAdded, type PasskeyView } from '../contract';
import { AccountNames } from '../storage/account-names';
import { AccountStore } from '../storage/account.store';
import { PasskeyStore } from '../storage/passkey.store';
import { PASSKEY_GOOD_FOR_MS, PasskeyCeremony } from './passkey-ceremony';
import { type PasskeyHome, passkeyHome } from './passkey-home';
import { passkeyView } from './passkey-view';

const AT_MOST = 10;

type CreationOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;

/** A signed-in person, whose presence was proved a moment ago, makes a passkey on her device (WebAuthn Level 3 §7.1). */
@Injectable()
export class RegisterPasskey {
  private readonly home: PasskeyHome | null;

  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly names: AccountNames,
    private readonly passkeys: PasskeyStore,
    private readonly ceremony: PasskeyCeremony,
    @Inject(SETTINGS) settings: Pick<Settings, 'http'>,
  ) {
    this.home = passkeyHome(settings.http);
  }

  /** What the browser asks the authenticator for: a passkey that is found without typing a name and that checks its owner by itself. */
  async options(actor: Actor): Promise<Result<CreationOptions, Refusal>> {
    if (this.home === null) return noPasskeysHere;
    const [account, own] = await Promise.all([this.accounts.byId(actor.id), this.passkeys.ofAccount(actor.id)]);
    if (account === null) return accountGone;
    if (own.length >= AT_MOST) return tooMany;
    const { email, displayName } = await this.names.open(account.names);
    const challenge = await this.ceremony.begin('passkey-registration', actor.id, actor);
    return ok(
      await generateRegistrationOptions({
        rpName: 'Bongsu',
        rpID: this.home.rpId,
        userID: userHandle(actor.id),
        userName: email,
        userDisplayName: displayName,
        challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
        timeout: PASSKEY_GOOD_FOR_MS,
        attestationType: 'none',
        excludeCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    );
  }

  async add({ name, registration }: AddPasskey, actor: Actor): Promise<Result<PasskeyView, Refusal>> {
    if (this.home === null) return noPasskeysHere;
    const begun = await this.ceremony.take('passkey-registration', registration.response.clientDataJSON, actor);
    if (begun === null || begun.accountId !== actor.id) return notAccepted;
    const verified = await verifiedRegistration(registration, begun.challenge, this.home);
    if (verified?.verified !== true) return notAccepted;
    const { credential, credentialDeviceType } = verified.registrationInfo;
    const passkey = {
      id: newId(),
      accountId: actor.id,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((transport) => /^[a-z-]{1,20}$/.test(transport)),
      synced: credentialDeviceType === 'multiDevice',
      name,
    };
    return this.work.run(actor, async (tx) => {
      // An account that was recovered from this session meanwhile gets no new passkey out of it.
      const account = await this.accounts.lock(tx, actor.id);
      if (account === null || !(await this.passkeys.sessionRuns(tx, actor.id, actor.sessionId))) return notAccepted;
      if (!(await this.passkeys.add(tx, passkey))) return notAccepted;
      tx.append(
        PasskeyAdded.of({ subject: { type: 'account', id: actor.id }, audience: [], body: { accountId: actor.id, passkeyId: passkey.id } }),
      );
      return ok(passkeyView({ ...passkey, createdAt: tx.now, lastUsedAt: null }));
    });
  }
}

/** The library throws whatever does not fit: challenge, origin, host, signature, flags. */
async function verifiedRegistration(
  response: AddPasskey['registration'],
  expectedChallenge: string,
  { rpId, origin }: PasskeyHome,
): Promise<VerifiedRegistrationResponse | null> {
  try {
    return await verifyRegistrationResponse({
      response: { ...response, authenticatorAttachment: response.authenticatorAttachment ?? undefined },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    });
  } catch {
    return null;
  }
}

/** The account's id as 16 bytes: it names nobody (WebAuthn Level 3 §14.6.1). */
export function userHandle(accountId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(accountId.replaceAll('-', ''), 'hex'));
}

const noPasskeysHere = refuse(
  'conflict',
  'access.passkeys-off',
  'Passkeys do not work at the address of this installation.',
  'Use the password, or have PUBLIC_ORIGIN set to an https address with a host name.',
);
const accountGone = refuse('not-found', 'access.account-gone', 'Your account is gone.', 'Ask your administrator.');
const tooMany = refuse(
  'conflict',
  'access.too-many-passkeys',
  `You have ${AT_MOST} passkeys already.`,
  'Remove one that you no longer use.',
);
const notAccepted = refuse(
  'invalid',
  'access.passkey-not-accepted',
  'The passkey was not accepted: it was asked for too long ago, is known already, or was made for another address.',
  'Begin again and answer within five minutes.',
);
