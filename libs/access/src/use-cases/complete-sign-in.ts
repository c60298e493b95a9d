import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok } from '@bongsu/kernel';
import { UnitOfWork, systemActor } from '@bongsu/platform';
import type { CompleteSignIn as Command, SessionView } from '../contract';
import { AccountStore } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { BeginSession } from './begin-session';
import { CheckCode, type GivenCode } from './check-code';
import { FailedSignIns } from './failed-sign-ins';
import type { SignInOrigin } from './origin';
import { HashingBusy } from './passwords';
import { busy, challengeOver, tooManyTries, wrongCode } from './refusals';
import { SecurityLog } from './security-log';
import { SignInThrottle } from './sign-in-throttle';
import { tokenHash } from './tokens';

/** So many codes may be tried for one right password. */
const TRIES_AT_MOST = 5;

/** The second step of a sign-in: the code that belongs to the challenge of the first. */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly factors: SecondFactorStore,
    private readonly checkCode: CheckCode,
    private readonly beginSession: BeginSession,
    private readonly throttle: SignInThrottle,
    private readonly failed: FailedSignIns,
    private readonly log: SecurityLog,
  ) {}

  async execute({ challenge, factor, code }: Command, origin: SignInOrigin, correlationId: string): Promise<Result<SessionView, Refusal>> {
    const actor = systemActor('access.sign-in', correlationId);
    const hash = tokenHash(challenge);
    // Counted in a unit of its own: a wrong code rolls the next one back, and its try must not be forgotten with it.
    const step = await this.work.run<AccountId | null, Refusal>(actor, async (tx) =>
      ok(await this.factors.tryStep(tx, hash, TRIES_AT_MOST)),
    );
    if (!step.ok) return step;
    if (step.value === null) return challengeOver;
    const accountId = step.value;
    const admission = await this.throttle.askCode(accountId);
    if (!admission.admitted) {
      this.log.tell('excess_rate_limit_exceeded', correlationId, { what: 'second-factor', account: accountId });
      return tooManyTries(admission.retryAfterS);
    }
    const method = factor === 'totp' ? 'password-and-totp' : 'password-and-recovery-code';
    const given = await this.given(accountId, { factor, code });
    if (given === null) return busy;
    const begun = await this.work.run<SessionView, Refusal>(actor, async (tx) => {
      const account = await this.accounts.lock(tx, accountId);
      if (account === null || account.disabled) return challengeOver;
      if (!(await this.checkCode.use(tx, account, given))) return wrongCode;
      if (!(await this.factors.endStep(tx, hash))) return challengeOver;
      return ok(await this.beginSession.within(tx, account, method, origin));
    });
    if (begun.ok) await this.throttle.rightCode(accountId);
    else {
      this.failed.note(accountId);
      this.log.tell('authn_login_fail', correlationId, { account: accountId, method });
    }
    return begun;
  }

  /** Null when too many hashes are being made already. */
  private async given(accountId: AccountId, { factor, code }: Pick<Command, 'factor' | 'code'>): Promise<GivenCode | null> {
    try {
      return await this.checkCode.read(accountId, factor, code);
    } catch (fault) {
      if (fault instanceof HashingBusy) return null;
      throw fault;
    }
  }
}
