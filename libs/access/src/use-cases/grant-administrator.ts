import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { AccountChanged, type PayloadOfAct, grantAdministrator } from '../contract';
import { AccountStore, SessionStore } from '../storage/account.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { ownRights, sameGrants } from './change-person';
import { rolesOf } from './one-time-passwords';
import { knowsThePassword, noSuchAccount } from './refusals';
import { endedEntry } from './sessions-of-account';
import { stale } from './stale';
import { type DecidingPerson, type ExecutesProposal, ExecutesTwoPersonAct } from './two-person-acts';

/**
 * Two administrators have agreed that somebody becomes one. Neither may have given her the password: with it, one of them would be both. Every session
 * that she began before ends; she comes back with what she alone knows.
 */
@Injectable()
@ExecutesTwoPersonAct(grantAdministrator)
export class GrantAdministrator implements ExecutesProposal<typeof grantAdministrator> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactorStore,
  ) {}

  async execute(
    { accountId, grants, instead }: PayloadOfAct<typeof grantAdministrator>,
    tx: Tx,
    { proposer, confirmer }: { proposer: DecidingPerson; confirmer: DecidingPerson },
  ): Promise<Result<null, Refusal>> {
    const account = await this.accounts.lock(tx, accountId);
    if (account === null || account.disabled) return noSuchAccount;
    if (confirmer.id === accountId) return ownRights;
    if ([proposer.id, confirmer.id].some((id) => id === account.passwordGivenBy)) return knowsThePassword;
    if (!sameGrants(account.grants, instead)) return rolesChanged;
    if (!(await this.accounts.change(tx, account, { grants }))) return stale;
    this.factors.endSteps(tx, accountId);
    const ended = await this.sessions.endAll(tx, accountId, null);
    tx.append(
      AccountChanged.of({ subject: { type: 'account', id: accountId }, audience: [], body: { accountId, roles: rolesOf(grants) } }),
    );
    if (ended > 0) tx.append(endedEntry(accountId, null, ended));
    return ok(null);
  }
}

const rolesChanged = refuse(
  'conflict',
  'access.roles-changed-meanwhile',
  'The roles of this account were changed after this was proposed.',
  'Refuse it, and propose it anew if it is still wanted.',
);
