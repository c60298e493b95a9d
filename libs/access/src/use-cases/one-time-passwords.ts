import { Injectable } from '@nestjs/common';
import { type AccountId, type Instant, type Refusal, type Result, addMs, newId, ok, refuse } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { AccountPut, type CreatePerson, PasswordReset, type RoleGrant } from '../contract';
import { AccountStore, SessionStore } from '../storage/account.store';
import { PasskeyStore } from '../storage/passkey.store';
import { SecondFactorStore } from '../storage/second-factor.store';
import { AccessSettings } from './access-settings';
import { newOneTimePassword } from './codes';
import { hashPassword } from './passwords';
import { removePasskeys } from './passkeys-removed';
import { accountErased, administratorReset, noSuchAccount, ownSecurity, shownBefore } from './refusals';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { endedEntry } from './sessions-of-account';
import { isStale, stale } from './stale';

export interface GivenPassword {
  readonly id: AccountId;
  readonly oneTimePassword: string;
  readonly expiresAt: Instant;
}

/**
 * Accounts and passwords from somebody else's hand: the password is random, shown once, good for one sign-in within its time, and must be changed
 * there (ASVS 5.0 §6.4.1). What the unit of work keeps as its answer is not the password but a mark that tells a repetition from the first time.
 */
@Injectable()
export class OneTimePasswords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactorStore,
    private readonly passkeys: PasskeyStore,
    private readonly settings: AccessSettings,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  /** A new account; an administrator's only from the console, because over the network that takes two persons. */
  async create(
    { email, displayName, grants }: CreatePerson,
    actor: Actor,
    from: 'network' | 'console' = 'network',
  ): Promise<Result<GivenPassword, Refusal>> {
    if (from === 'network' && rolesOf(grants).includes('administrator')) return administratorNeedsTwo;
    const result = await this.give(actor, async (tx, passwordHash, passwordExpiresAt) => {
      const id = newId();
      if (!(await this.accounts.add(tx, { id, email, displayName, grants, passwordHash, passwordExpiresAt }))) return addressTaken;
      tx.append(AccountPut.of({ ...about(id), body: { accountId: id, roles: rolesOf(grants) } }));
      return ok(id);
    });
    if (result.ok) this.log.tell('user_created', actor.correlationId, { account: result.value.id, by: actor.id });
    return result;
  }

  /** A new one-time password for an account, but neither one's own nor an administrator's; its passkeys go, its sessions and half-done sign-ins end. */
  async reset(id: AccountId, version: number | undefined, actor: Actor): Promise<Result<GivenPassword, Refusal>> {
    const result = await this.give(actor, async (tx, passwordHash, expiresAt) => {
      const account = await this.accounts.lock(tx, id);
      if (account === null) return noSuchAccount;
      if (account.erased) return accountErased;
      if (id === actor.id) return ownSecurity;
      if (rolesOf(account.grants).includes('administrator')) return administratorReset;
      if (isStale(account, version)) return stale;
      await this.accounts.setOneTimePassword(tx, id, passwordHash, expiresAt);
      this.factors.endSteps(tx, id);
      await removePasskeys(tx, this.passkeys, id);
      const ended = await this.sessions.endAll(tx, id, null);
      tx.append(PasswordReset.of({ ...about(id), body: { accountId: id } }));
      if (ended > 0) tx.append(endedEntry(id, null, ended));
      return ok(id);
    });
    this.cache.forgetAccount(id);
    if (result.ok) this.log.tell('authn_password_change', actor.correlationId, { account: id, by: actor.id });
    return result;
  }

  private async give(
    actor: Actor,
    keep: (tx: Parameters<AccountStore['setPassword']>[0], hash: string, expiresAt: Instant) => Promise<Result<AccountId, Refusal>>,
  ): Promise<Result<GivenPassword, Refusal>> {
    const [oneTimePassword, mark] = [newOneTimePassword(), newId()];
    const passwordHash = await hashPassword(oneTimePassword);
    const done = await this.work.run<{ id: AccountId; expiresAt: Instant; mark: string }, Refusal>(actor, async (tx) => {
      const expiresAt = addMs(tx.now, this.settings.oneTimePasswordMs);
      const kept = await keep(tx, passwordHash, expiresAt);
      return kept.ok ? ok({ id: kept.value, expiresAt, mark }) : kept;
    });
    if (!done.ok) return done;
    if (done.value.mark !== mark) return shownBefore;
    return ok({ id: done.value.id, oneTimePassword, expiresAt: done.value.expiresAt });
  }
}

const about = (id: string) => ({ subject: { type: 'account', id }, audience: [] });
export const rolesOf = (grants: readonly RoleGrant[]): string[] => grants.map(({ role }) => role);

const administratorNeedsTwo = refuse(
  'conflict',
  'access.administrator-needs-two',
  'Nobody becomes an administrator by the hand of one person.',
  'Make the account with another role, then change its roles: a second administrator confirms that.',
  { field: 'grants' },
);

const addressTaken = refuse(
  'conflict',
  'access.address-taken',
  'There is an account with this e-mail address.',
  'Look it up in the list; it may be disabled.',
  { field: 'email' },
);
