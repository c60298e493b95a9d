import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { AccountChanged, type PayloadOfAct, grantAdministrator } from '../contract';
import { AccountStore } from '../storage/account.store';
import { ownRights, sameGrants } from './change-person';
import { rolesOf } from './one-time-passwords';
import { noSuchAccount } from './refusals';
import { stale } from './stale';
import { type DecidingPerson, type ExecutesProposal, ExecutesTwoPersonAct } from './two-person-acts';

/** Two administrators have agreed that somebody becomes one. */
@Injectable()
@ExecutesTwoPersonAct(grantAdministrator)
export class GrantAdministrator implements ExecutesProposal<typeof grantAdministrator> {
  constructor(private readonly accounts: AccountStore) {}

  async execute(
    { accountId, grants, instead }: PayloadOfAct<typeof grantAdministrator>,
    tx: Tx,
    { confirmer }: { confirmer: DecidingPerson },
  ): Promise<Result<null, Refusal>> {
    const account = await this.accounts.lock(tx, accountId);
    if (account === null || account.disabled) return noSuchAccount;
    if (confirmer.id === accountId) return ownRights;
    if (!sameGrants(account.grants, instead)) return rolesChanged;
    if (!(await this.accounts.change(tx, account, { displayName: account.displayName, grants }))) return stale;
    tx.append(
      AccountChanged.of({ subject: { type: 'account', id: accountId }, audience: [], body: { accountId, roles: rolesOf(grants) } }),
    );
    return ok(null);
  }
}

const rolesChanged = refuse(
  'conflict',
  'access.roles-changed-meanwhile',
  'The roles of this account were changed after this was proposed.',
  'Refuse it, and propose it anew if it is still wanted.',
);
