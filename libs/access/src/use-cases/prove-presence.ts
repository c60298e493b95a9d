import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { Proof } from '../contract';
import { type Account, AccountStore } from '../storage/account.store';
import { CheckCode } from './check-code';
import { HashingBusy, passwordMatches } from './passwords';
import { busy, noSuchAccount, tooManyTries } from './refusals';
import { SecurityLog } from './security-log';
import { SignInThrottle } from './sign-in-throttle';

/** Before something about an account's security is changed: that its owner is at the keyboard (ASVS 5.0 §7.5.1), and not whoever found it open. */
@Injectable()
export class ProvePresence {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly checkCode: CheckCode,
    private readonly throttle: SignInThrottle,
    private readonly log: SecurityLog,
  ) {}

  /** The account, when the proof is right. Before the transaction of the deed, because a password takes its time. */
  async check(actor: Actor, { password, code }: Proof): Promise<Result<Account, Refusal>> {
    const admission = await this.throttle.askProof(actor.id);
    if (!admission.admitted) return tooManyTries(admission.retryAfterS);
    const account = await this.accounts.byId(actor.id);
    if (account === null) return noSuchAccount;
    try {
      if (!(await passwordMatches(account.passwordHash, password))) return this.wrong(actor, wrongPassword);
      if (account.secondFactor && !(await this.codeIsRight(actor, account, code)))
        return this.wrong(actor, code === undefined ? codeNeeded : wrongCode);
    } catch (fault) {
      if (fault instanceof HashingBusy) return busy;
      throw fault;
    }
    await this.throttle.rightProof(actor.id);
    return ok(account);
  }

  private async codeIsRight({ once: _once, ...actor }: Actor, account: Account, code: string | undefined): Promise<boolean> {
    if (code === undefined) return false;
    const given = await this.checkCode.read(account.id, /^[\d\s-]{6,8}$/.test(code) ? 'totp' : 'recovery-code', code);
    const used = await this.work.run<null, Refusal>(actor, async (tx) =>
      (await this.checkCode.use(tx, account, given)) ? ok(null) : wrongCode,
    );
    return used.ok;
  }

  private wrong(actor: Actor, refusal: Result<never, Refusal>): Result<never, Refusal> {
    this.log.tell('authn_login_fail', actor.correlationId, { account: actor.id, method: 'proof' });
    return refusal;
  }
}

const wrongPassword = refuse('invalid', 'access.proof-wrong', 'The password is not right.', 'Type your present password.', {
  field: 'proof.password',
});
const wrongCode = refuse('invalid', 'access.proof-code-wrong', 'The code is not right, or it was used before.', 'Wait for the next code.', {
  field: 'proof.code',
});
const codeNeeded = refuse(
  'invalid',
  'access.proof-code-needed',
  'You have a second factor: its code is needed too.',
  'Type the code of your app.',
  {
    field: 'proof.code',
  },
);
