import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refused } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { type ChangePassword as Command, PasswordChanged } from '../contract';
import { refusedPassword } from '../domain/password-rules';
import { AccountNames } from '../storage/account-names';
import { AccountStore, SessionStore } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { freely } from './freely';
import { commonPasswords } from './listed-passwords';
import { HashingBusy, hashPassword, passwordMatches } from './passwords';
import { ProvePresence } from './prove-presence';
import { busy } from './refusals';
import { sameAgain } from './same-password';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { endedEntry } from './sessions-of-account';

/** One's own new password. All other sessions and half-done sign-ins end: whoever knew the old one is out (ASVS 5.0 §7.4.3). */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly names: AccountNames,
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactorStore,
    private readonly presence: ProvePresence,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  async execute({ proof, newPassword }: Command, actor: Actor): Promise<Result<null, Refusal>> {
    const proved = await this.presence.check(actor, proof);
    if (!proved.ok) return proved;
    const account = proved.value;
    const common = await commonPasswords();
    const owner = { ...(await this.names.open(account.names)), grants: account.grants };
    const refusal = refusedPassword(newPassword, owner, (plain) => common.has(plain));
    if (refusal !== null) return refused(refusal);
    try {
      if (await passwordMatches(account.passwordHash, newPassword)) return sameAgain;
      const passwordHash = await hashPassword(newPassword);
      return await this.set(actor, passwordHash);
    } catch (fault) {
      if (fault instanceof HashingBusy) return busy;
      throw fault;
    }
  }

  private async set(actor: Actor, passwordHash: string): Promise<Result<null, Refusal>> {
    const { id, sessionId = null } = actor;
    const result = await this.work.run<null, Refusal>(freely(actor), async (tx) => {
      await this.accounts.setPassword(tx, id, passwordHash);
      this.factors.endSteps(tx, id);
      const ended = await this.sessions.endAll(tx, id, sessionId);
      tx.append(PasswordChanged.of({ subject: { type: 'account', id }, audience: [], body: { accountId: id } }));
      if (ended > 0) tx.append(endedEntry(id, null, ended));
      return ok(null);
    });
    this.cache.forgetAccount(id);
    this.log.tell('authn_password_change', actor.correlationId, { account: id });
    return result;
  }
}
