import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import { type AccountView, type DueAct, type OwnSecurity, dueActSchema } from '../contract';
import { leastLengthFor } from '../domain/password-rules';
import { AccountStore } from '../storage/account.store';
import { AccountNames } from '../storage/account-names';
import { EffectiveGrants } from '../storage/effective-grants';
import { SecondFactorStore } from '../storage/second-factor.store';
import { AccessSettings } from './access-settings';
import { accountView } from './account-view';
import { noSuchAccount } from './refusals';

/** What a signed-in person is told about her own account. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly accounts: AccountStore,
    private readonly grants: EffectiveGrants,
    private readonly names: AccountNames,
    private readonly factors: SecondFactorStore,
    private readonly settings: AccessSettings,
  ) {}

  async read(actor: Actor): Promise<Result<AccountView, Refusal>> {
    const account = await this.accounts.byId(actor.id);
    if (account === null) return noSuchAccount;
    const held = (await this.grants.of([account])).get(account.id) ?? [];
    return ok(accountView(account, await this.names.open(account.names), held, dueOf(actor)));
  }

  async security(actor: Actor): Promise<Result<OwnSecurity, Refusal>> {
    const account = await this.accounts.byId(actor.id);
    if (account === null) return noSuchAccount;
    const totp = account.secondFactor ? await this.factors.totpOf(account.id) : null;
    return ok({
      passwordSetAt: account.passwordSetAt,
      secondFactor:
        totp?.confirmedAt == null ? null : { enrolledAt: totp.confirmedAt, recoveryCodesLeft: await this.factors.codesLeft(account.id) },
      secondFactorRequired: this.settings.demandsSecondFactor(account),
      passwordLeast: leastLengthFor(account.grants),
    });
  }
}

function dueOf({ due }: Actor): DueAct | null {
  return due === undefined ? null : dueActSchema.parse(due);
}
