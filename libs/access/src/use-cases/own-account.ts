import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import type { AccountView } from '../contract';
import { AccountStore } from '../storage/account.store';
import { accountView } from './account-view';

/** What a signed-in person is told about her own account. */
@Injectable()
export class OwnAccount {
  constructor(private readonly accounts: AccountStore) {}

  async read(actor: Actor): Promise<Result<AccountView, Refusal>> {
    const account = await this.accounts.byId(actor.id);
    return account === null
      ? refuse('not-found', 'access.account-gone', 'Your account is gone.', 'Ask your administrator.')
      : ok(accountView(account));
  }
}
