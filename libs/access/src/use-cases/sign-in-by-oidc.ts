import { Injectable } from '@nestjs/common';
import { type AccountId, type Instant, type Refusal, type Result, newId, ok, refuse } from '@bongsu/kernel';
import { type Tx, UnitOfWork, systemActor } from '@bongsu/platform';
import { AccountMadeAtSignIn, RolesMapped, type RoleGrant, type SessionView } from '../contract';
import { AccountStore } from '../storage/account.store';
import { type OidcAccount, OidcIdentityStore, type OidcPerson } from '../storage/oidc-identity.store';
import { BeginSession, type ProviderSession } from './begin-session';
import type { SignInOrigin } from './origin';
import { SignedOutThere } from './signed-out-there';

export type OidcRefusal = Refusal<
  'access.oidc-no-role' | 'access.oidc-address-taken' | 'access.account-disabled' | 'access.oidc-answer-invalid'
>;

/** The session at the provider, and when the sign-in by it was begun here. */
export interface SignInThere extends ProviderSession {
  readonly begunAt: Instant;
}

/**
 * Lets in whom the ministry's provider has vouched for. Issuer and subject say who it is, never the e-mail address: the first sign-in makes an
 * account of its own. Roles are those that the provider's claims give now; whoever has none left loses them and is not let in.
 */
@Injectable()
export class SignInByOidc {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly identities: OidcIdentityStore,
    private readonly beginSession: BeginSession,
    private readonly signedOut: SignedOutThere,
  ) {}

  async execute(
    person: OidcPerson,
    there: SignInThere,
    origin: SignInOrigin,
    correlationId: string,
  ): Promise<Result<SessionView, OidcRefusal>> {
    const actor = systemActor('access.sign-in', correlationId);
    const settled = await this.work.run(actor, (tx) => this.settle(tx, person));
    if (!settled.ok) return settled;
    const account = person.grants.length === 0 ? null : await this.accounts.byId(settled.value ?? '');
    if (account === null) return noRole;
    return this.work.run<SessionView, OidcRefusal>(actor, async (tx) => {
      if (await this.signedOut.since(tx, { ...there, subject: person.subject }, there.begunAt)) return signedOutMeanwhile;
      return ok(await this.beginSession.within(tx, account, 'provider', origin, there));
    });
  }

  /** The account as the provider's words make it; its id, null when there is none and no role that would justify one. */
  private async settle(tx: Tx, person: OidcPerson): Promise<Result<AccountId | null, OidcRefusal>> {
    const known = await this.identities.lockAccountOf(tx, person);
    if (known?.disabled === true) return accountDisabled;
    const holder = await this.accounts.idOf(tx, person.email);
    if (known !== null) return ok(await this.renew(tx, known, person, holder));
    if (person.grants.length === 0) return ok(null);
    if (holder !== null) return addressTaken;
    const id = newId();
    await this.identities.add(tx, id, person);
    tx.append(AccountMadeAtSignIn.of({ ...about(id), body: { accountId: id, roles: rolesOf(person.grants) } }));
    return ok(id);
  }

  private async renew(tx: Tx, known: OidcAccount, person: OidcPerson, holder: AccountId | null): Promise<AccountId> {
    // Somebody else has the new address: the old one stays, and nobody is kept out for it.
    const email = holder === null || holder === known.id ? person.email : null;
    await this.identities.renew(tx, known, { ...person, email });
    if (!sameGrants(known.grants, person.grants))
      tx.append(RolesMapped.of({ ...about(known.id), body: { accountId: known.id, roles: rolesOf(person.grants) } }));
    return known.id;
  }
}

const about = (id: AccountId) => ({ subject: { type: 'account', id }, audience: [] });
const rolesOf = (grants: readonly RoleGrant[]): string[] => grants.map(({ role }) => role);

function sameGrants(some: readonly RoleGrant[], others: readonly RoleGrant[]): boolean {
  const told = (grants: readonly RoleGrant[]): string[] =>
    grants.map(({ role, missions }) => `${role} ${missions === '*' ? missions : [...missions].sort().join()}`).sort();
  return told(some).join('\n') === told(others).join('\n');
}

const noRole = refuse(
  'forbidden',
  'access.oidc-no-role',
  'The ministry knows you, but none of your groups there has a role in Bongsu.',
  'Ask your administrator to put you into the right group, then sign in again.',
);
const signedOutMeanwhile = refuse(
  'forbidden',
  'access.oidc-answer-invalid',
  'You were signed out at the ministry while you signed in here.',
  'Sign in again.',
);
const addressTaken = refuse(
  'forbidden',
  'access.oidc-address-taken',
  'An account with your e-mail address exists here already, and it is not known to be yours.',
  'Sign in with its password, or ask your administrator to remove it first.',
);
const accountDisabled = refuse('forbidden', 'access.account-disabled', 'Your account in Bongsu is disabled.', 'Ask your administrator.');
