import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { AccountChanged, type PayloadOfAct, SecondFactorRemoved, grantAdministrator } from '../contract';
import { AccountStore, SessionStore } from '../storage/account.store';
import { PasskeyStore } from '../storage/passkey.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { ownRights, sameGrants } from './change-person';
import { rolesOf } from './one-time-passwords';
import { removePasskeys } from './passkeys-removed';
import { knowsThePassword, noSuchAccount } from './refusals';
import { endedEntry } from './sessions-of-account';
import { stale } from './stale';
import { type DecidingPerson, type ExecutesProposal, ExecutesTwoPersonAct } from './two-person-acts';

/**
 * Two administrators have agreed that somebody becomes one. Neither may have given her the password: with it, one of them would be both. Every session
 * that was begun before ends, and passkeys, authenticator app and recovery codes go: one of them may hold what was set up before her password was given
 * anew. She comes back with what she alone knows and sets up her own.
 */
@Injectable()
@ExecutesTwoPersonAct(grantAdministrator)
export class GrantAdministrator implements ExecutesProposal<typeof grantAdministrator> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactorStore,
    private readonly passkeys: PasskeyStore,
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
    const about = { subject: { type: 'account', id: accountId }, audience: [] };
    const hadApp = await this.factors.remove(tx, accountId);
    await removePasskeys(tx, this.passkeys, accountId);
    this.factors.endSteps(tx, accountId);
    const ended = await this.sessions.endAll(tx, accountId, null);
    tx.append(AccountChanged.of({ ...about, body: { accountId, roles: rolesOf(grants) } }));
    if (hadApp) tx.append(SecondFactorRemoved.of({ ...about, body: { accountId, factor: 'totp' } }));
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
