import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, addMs, minutes, ok } from '@bongsu/kernel';
import { CLOCK, UnitOfWork, systemActor } from '@bongsu/platform';
import { type ChallengeView, type SignIn as Command, type SignInAnswer, secondFactors } from '../contract';
import { type Account, AccountStore } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { BeginSession } from './begin-session';
import { FailedSignIns } from './failed-sign-ins';
import type { SignInOrigin } from './origin';
import { HashingBusy, passwordMatches } from './passwords';
import { busy, tooManyTries, wrongCredentials } from './refusals';
import { SecurityLog } from './security-log';
import { SignInThrottle } from './sign-in-throttle';
import { newToken, tokenHash } from './tokens';

/** The second step follows the first within this time. */
const SECOND_STEP_MS = minutes(5);

/** Sign-in with a password: a session, or, where there is a second factor, the challenge to bring its code. */
@Injectable()
export class SignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly factors: SecondFactorStore,
    private readonly beginSession: BeginSession,
    private readonly throttle: SignInThrottle,
    private readonly failed: FailedSignIns,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The password is checked before the transaction: argon2 takes its time on purpose, and no connection should wait for it. */
  async execute({ email, password }: Command, origin: SignInOrigin, correlationId: string): Promise<Result<SignInAnswer, Refusal>> {
    const admission = await this.throttle.askPassword(email, origin);
    if (!admission.admitted) {
      this.log.tell('excess_rate_limit_exceeded', correlationId, { what: 'sign-in' });
      return tooManyTries(admission.retryAfterS);
    }
    const account = await this.accounts.byEmail(email);
    const matches = await this.matches(account, password);
    if (matches === null) return busy;
    if (account === null || !matches || !this.mayEnter(account)) return this.wrong(account, origin, correlationId);
    await this.throttle.rightPassword(email, origin);
    const actor = systemActor('access.sign-in', correlationId);
    return this.work.run<SignInAnswer, Refusal>(actor, async (tx) => {
      // What was right a moment ago may have been reset meanwhile, and everything that began with it has ended by then.
      const present = await this.accounts.lock(tx, account.id);
      if (present === null || present.disabled || present.passwordHash !== account.passwordHash) return wrongCredentials;
      return ok(present.secondFactor ? await this.challenge(tx, present) : await this.beginSession.within(tx, present, 'password', origin));
    });
  }

  /** Null when too many passwords are being checked already. */
  private async matches(account: Account | null, password: string): Promise<boolean | null> {
    try {
      return await passwordMatches(account?.passwordHash ?? null, password);
    } catch (fault) {
      if (fault instanceof HashingBusy) return null;
      throw fault;
    }
  }

  private mayEnter({ disabled, passwordExpiresAt }: Account): boolean {
    return !disabled && (passwordExpiresAt === null || passwordExpiresAt > this.clock.now());
  }

  private async wrong(account: Account | null, origin: SignInOrigin, correlationId: string): Promise<Result<never, Refusal>> {
    await this.throttle.wrongPassword(origin);
    this.failed.note(account?.id ?? null);
    this.log.tell('authn_login_fail', correlationId, { account: account?.id ?? null, method: 'password' });
    return wrongCredentials;
  }

  private async challenge(tx: Parameters<SecondFactorStore['beginStep']>[0], account: Account): Promise<ChallengeView> {
    const challenge = newToken();
    const expiresAt = addMs(tx.now, SECOND_STEP_MS);
    await this.factors.beginStep(tx, { tokenHash: tokenHash(challenge), accountId: account.id, expiresAt });
    return { challenge, factors: [...secondFactors], expiresAt };
  }
}
