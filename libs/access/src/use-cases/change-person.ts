import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import {
  AccountChanged,
  AccountDisabled,
  AccountEnabled,
  type ChangePerson as Command,
  type RoleGrant,
  grantAdministrator,
  SecondFactorRemoved,
} from '../contract';
import { type Account, AccountStore, SessionStore } from '../storage/account.store';
import { AccountNames } from '../storage/account-names';
import { PasskeyStore } from '../storage/passkey.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { rolesOf } from './one-time-passwords';
import { removePasskeys } from './passkeys-removed';
import { Propose } from './propose';
import { accountErased, administratorReset, knowsThePassword, lastAdministrator, noSuchAccount, ownSecurity } from './refusals';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { endedEntry } from './sessions-of-account';
import { isStale, stale } from './stale';
import { ProposesTwoPersonAct } from './two-person-acts';

type Decide<T> = (tx: Tx, account: Account) => Promise<Result<T, Refusal>>;

/** Set when the new roles wait for a second administrator. */
export interface Changed {
  readonly proposalId: string | null;
}

/**
 * What an administrator does to somebody else's account. It takes effect at once: requests in flight end with the rights they began with, the next
 * one has the new ones, and open boards are cut within seconds. One administrator of the whole network remains, always, and nobody becomes one by the
 * hand of one person.
 */
@Injectable()
@ProposesTwoPersonAct(grantAdministrator)
export class ChangePerson {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly names: AccountNames,
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactorStore,
    private readonly passkeys: PasskeyStore,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
    private readonly propose: Propose,
  ) {}

  change(id: AccountId, version: number | undefined, command: Command, actor: Actor): Promise<Result<Changed, Refusal>> {
    return this.on(id, version, actor, async (tx, account) => {
      if (id === actor.id && !sameGrants(account.grants, command.grants)) return ownRights;
      if (!isAdministrator(command.grants) && (await this.isLastAdministrator(tx, account))) return lastAdministrator;
      if (widensAdministration(account.grants, command.grants)) return this.proposeGrants(tx, account, command);
      if (!(await this.accounts.change(tx, account, command))) return stale;
      tx.append(AccountChanged.of({ ...about(id), body: { accountId: id, roles: rolesOf(command.grants) } }));
      return ok({ proposalId: null });
    });
  }

  disable(id: AccountId, version: number | undefined, actor: Actor): Promise<Result<null, Refusal>> {
    return this.on(id, version, actor, async (tx, account) => {
      if (id === actor.id) return ownRights;
      if (account.disabled) return ok(null);
      if (await this.isLastAdministrator(tx, account)) return lastAdministrator;
      await this.accounts.disable(tx, account);
      this.factors.endSteps(tx, id);
      await removePasskeys(tx, this.passkeys, id);
      const ended = await this.sessions.endAll(tx, id, null);
      tx.append(AccountDisabled.of({ ...about(id), body: { accountId: id } }));
      if (ended > 0) tx.append(endedEntry(id, null, ended));
      return ok(null);
    });
  }

  enable(id: AccountId, version: number | undefined, actor: Actor): Promise<Result<null, Refusal>> {
    return this.on(id, version, actor, async (tx, account) => {
      if (!account.disabled) return ok(null);
      await this.accounts.enable(tx, account);
      tx.append(AccountEnabled.of({ ...about(id), body: { accountId: id } }));
      return ok(null);
    });
  }

  /**
   * For somebody who has lost telephone and recovery codes. Passkeys go and the sessions end: who has the telephone now is not known. Not on
   * oneself, nor on another administrator, whose place one would then take.
   */
  removeSecondFactor(id: AccountId, version: number | undefined, actor: Actor): Promise<Result<null, Refusal>> {
    return this.on(id, version, actor, async (tx, account) => {
      if (id === actor.id) return ownSecurity;
      if (rolesOf(account.grants).includes('administrator')) return administratorReset;
      const hadApp = await this.factors.remove(tx, id);
      if ((await removePasskeys(tx, this.passkeys, id)) === 0 && !hadApp) return noSecondFactor;
      this.factors.endSteps(tx, id);
      const ended = await this.sessions.endAll(tx, id, null);
      if (hadApp) tx.append(SecondFactorRemoved.of({ ...about(id), body: { accountId: id, factor: 'totp' } }));
      if (ended > 0) tx.append(endedEntry(id, null, ended));
      return ok(null);
    });
  }

  /** The new name holds at once; the new roles when another administrator has confirmed them. */
  private async proposeGrants(tx: Tx, account: Account, { displayName, grants }: Command): Promise<Result<Changed, Refusal>> {
    const { id } = account;
    if (account.passwordGivenBy === tx.actor.id) return knowsThePassword;
    const payload = { accountId: id, grants, instead: [...account.grants] };
    const proposal = await this.propose.within(tx, grantAdministrator, {
      payload,
      subject: { type: 'account', id },
      missionId: null,
      audience: [],
    });
    if (!proposal.ok) return proposal;
    if (displayName !== (await this.names.open(account.names, tx)).displayName) {
      if (!(await this.accounts.change(tx, account, { displayName, grants: account.grants }))) return stale;
      tx.append(AccountChanged.of({ ...about(id), body: { accountId: id, roles: rolesOf(account.grants) } }));
    }
    return ok({ proposalId: proposal.value.id });
  }

  private async on<T>(id: AccountId, version: number | undefined, actor: Actor, decide: Decide<T>): Promise<Result<T, Refusal>> {
    const result = await this.work.run<T, Refusal>(actor, async (tx) => {
      const account = await this.accounts.lock(tx, id);
      if (account === null) return noSuchAccount;
      if (account.erased) return accountErased;
      return isStale(account, version) ? stale : decide(tx, account);
    });
    this.cache.forgetAccount(id);
    if (result.ok) this.log.tell('authz_change', actor.correlationId, { account: id, by: actor.id });
    return result;
  }

  private async isLastAdministrator(tx: Tx, account: Account): Promise<boolean> {
    if (!isAdministrator(account.grants)) return false;
    return (await this.accounts.networkWide(tx, 'administrator')).every((id) => id === account.id);
  }
}

const about = (id: string) => ({ subject: { type: 'account', id }, audience: [] });
const isAdministrator = (grants: readonly RoleGrant[]): boolean =>
  grants.some(({ role, missions }) => role === 'administrator' && missions === '*');

export function sameGrants(some: readonly RoleGrant[], others: readonly RoleGrant[]): boolean {
  const told = (grants: readonly RoleGrant[]): string =>
    grants
      .map(({ role, missions }) => `${role} ${missions === '*' ? '*' : [...missions].sort().join()}`)
      .sort()
      .join('\n');
  return told(some) === told(others);
}

/** Whether somebody becomes an administrator where she was none. */
function widensAdministration(before: readonly RoleGrant[], after: readonly RoleGrant[]): boolean {
  const administered = before.find(({ role }) => role === 'administrator')?.missions ?? [];
  return after.some(
    ({ role, missions }) =>
      role === 'administrator' &&
      administered !== '*' &&
      (missions === '*' || missions.some((missionId) => !administered.includes(missionId))),
  );
}

export const ownRights = refuse(
  'forbidden',
  'access.own-rights',
  'Nobody changes her own rights or disables herself.',
  'Ask another administrator.',
);
const noSecondFactor = refuse(
  'conflict',
  'access.second-factor-not-enrolled',
  'The account has neither an authenticator app nor a passkey.',
  'Read it again.',
);
