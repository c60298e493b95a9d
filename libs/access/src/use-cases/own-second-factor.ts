import { Inject, Injectable } from '@nestjs/common';
import { type AccountId, type Clock, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK, UnitOfWork } from '@bongsu/platform';
import {
  type Proof,
  type RecoveryCodes,
  RecoveryCodesRenewed,
  SecondFactorEnrolled,
  SecondFactorRemoved,
  type TotpEnrolment,
} from '../contract';
import { AccountNames } from '../storage/account-names';
import { SecondFactorStore } from '../storage/second-factor.store';
import { TotpSecrets } from '../storage/totp-secrets';
import { AccessSettings } from './access-settings';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, stepOfCode, totpUri } from './codes';
import { freely } from './freely';
import { HashingBusy } from './passwords';
import { ProvePresence } from './prove-presence';
import { busy } from './refusals';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';

/**
 * One's own authenticator app: begun with a secret that is shown once, in force when a first code has confirmed it; recovery codes are shown once
 * too. What is shown is not kept, so a repeated request makes new ones: these acts take no Idempotency-Key into account.
 */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly factors: SecondFactorStore,
    private readonly presence: ProvePresence,
    private readonly settings: AccessSettings,
    private readonly secrets: TotpSecrets,
    private readonly names: AccountNames,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async begin(proof: Proof, who: Actor): Promise<Result<TotpEnrolment, Refusal>> {
    const proved = await this.presence.check(who, proof);
    if (!proved.ok) return proved;
    const { id, names } = proved.value;
    const secret = newTotpSecret();
    const kept = await this.work.run<null, Refusal>(freely(who), async (tx) =>
      (await this.factors.begin(tx, id, await this.secrets.seal(tx, id, secret))) ? ok(null) : enrolledAlready,
    );
    return kept.ok ? ok({ secret, uri: totpUri(secret, (await this.names.open(names)).email) }) : kept;
  }

  async confirm(code: string, who: Actor): Promise<Result<RecoveryCodes, Refusal>> {
    const totp = await this.factors.totpOf(who.id);
    if (totp === null) return notBegun;
    if (totp.confirmedAt !== null) return enrolledAlready;
    const secret = await this.secrets.open(who.id, totp.secret);
    const step = secret === null ? null : stepOfCode(secret, code, this.clock.now());
    if (step === null) return wrongFirstCode;
    const made = await newCodesOf(who.id);
    if (made === null) return busy;
    const { codes, hashes } = made;
    const done = await this.work.run<null, Refusal>(freely(who), async (tx) => {
      if (!(await this.factors.confirm(tx, who.id, totp.secret, step))) return notBegun;
      await this.factors.replaceCodes(tx, who.id, hashes);
      tx.append(SecondFactorEnrolled.of({ ...about(who.id), body: { accountId: who.id, factor: 'totp' } }));
      return ok(null);
    });
    if (!done.ok) return done;
    this.cache.forgetAccount(who.id);
    this.log.tell('authn_factor_enrolled', who.correlationId, { account: who.id, factor: 'totp' });
    return ok({ codes: [...codes] });
  }

  async renewCodes(proof: Proof, who: Actor): Promise<Result<RecoveryCodes, Refusal>> {
    const proved = await this.presence.check(who, proof);
    if (!proved.ok) return proved;
    if (!proved.value.secondFactor) return notEnrolled;
    const made = await newCodesOf(who.id);
    if (made === null) return busy;
    const { codes, hashes } = made;
    const done = await this.work.run<null, Refusal>(freely(who), async (tx) => {
      await this.factors.replaceCodes(tx, who.id, hashes);
      tx.append(RecoveryCodesRenewed.of({ ...about(who.id), body: { accountId: who.id } }));
      return ok(null);
    });
    return done.ok ? ok({ codes: [...codes] }) : done;
  }

  async remove(proof: Proof, who: Actor): Promise<Result<null, Refusal>> {
    const proved = await this.presence.check(who, proof);
    if (!proved.ok) return proved;
    if (this.settings.demandsSecondFactor(proved.value)) return demanded;
    const done = await this.work.run<null, Refusal>(freely(who), async (tx) => {
      if (!(await this.factors.remove(tx, who.id))) return notEnrolled;
      tx.append(SecondFactorRemoved.of({ ...about(who.id), body: { accountId: who.id, factor: 'totp' } }));
      return ok(null);
    });
    this.cache.forgetAccount(who.id);
    if (done.ok) this.log.tell('authn_factor_removed', who.correlationId, { account: who.id, factor: 'totp' });
    return done;
  }
}

/** New recovery codes with what is kept of them; null when too many hashes are being made already. */
async function newCodesOf(accountId: AccountId): Promise<{ codes: readonly string[]; hashes: readonly Buffer[] } | null> {
  const codes = newRecoveryCodes();
  try {
    return { codes, hashes: await Promise.all(codes.map((code) => recoveryCodeHash(code, accountId))) };
  } catch (fault) {
    if (fault instanceof HashingBusy) return null;
    throw fault;
  }
}

const about = (id: string) => ({ subject: { type: 'account', id }, audience: [] });

const enrolledAlready = refuse(
  'conflict',
  'access.second-factor-enrolled-already',
  'You have an authenticator app already.',
  'Remove it first, then set up the new one.',
);
const notEnrolled = refuse('conflict', 'access.second-factor-not-enrolled', 'You have no authenticator app.', 'Set one up first.');
const notBegun = refuse('conflict', 'access.second-factor-not-begun', 'There is nothing to confirm.', 'Begin to set up the app again.');
const wrongFirstCode = refuse(
  'invalid',
  'access.wrong-first-code',
  'The code does not belong to this app.',
  'Check the time of your telephone, then type the present code.',
  { field: 'code' },
);
const demanded = refuse(
  'forbidden',
  'access.second-factor-demanded',
  'One of your roles demands a second factor.',
  'Ask an administrator to take the old one away; you set up a new one at the next sign-in.',
);
