import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { AccountDisabled } from '../contract';
import { AccountStore, SessionStore } from '../storage/account.store';
import { PasskeyStore } from '../storage/passkey.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { removePasskeys } from './passkeys-removed';
import { lastAdministrator, noSuchAccount } from './refusals';
import { endedEntry } from './sessions-of-account';

/** What becomes of an account whose person is erased: every way in goes, and every session with it. */
@Injectable()
export class CloseAccount {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactorStore,
    private readonly passkeys: PasskeyStore,
  ) {}

  async within(tx: Tx, id: AccountId): Promise<Result<null, Refusal>> {
    const account = await this.accounts.lock(tx, id);
    if (account === null) return noSuchAccount;
    const administrators = await this.accounts.networkWide(tx, 'administrator');
    if (administrators.length === 1 && administrators[0] === id) return lastAdministrator;
    this.accounts.close(tx, id);
    this.factors.endSteps(tx, id);
    await removePasskeys(tx, this.passkeys, id);
    const ended = await this.sessions.endAll(tx, id, null);
    const about = { subject: { type: 'account', id }, audience: [] };
    if (!account.disabled) tx.append(AccountDisabled.of({ ...about, body: { accountId: id } }));
    if (ended > 0) tx.append(endedEntry(id, null, ended));
    return ok(null);
  }
}
