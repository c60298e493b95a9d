import { Injectable } from '@nestjs/common';
import { type AccountId, type Instant, type Refusal, type Result, addMs, minutes, ok, refuse } from '@bongsu/kernel';
import { type Tx, UnitOfWork, systemActor } from '@bongsu/platform';
import { CeremonyStore } from '../storage/ceremony.store';
import { OidcIdentityStore } from '../storage/oidc-identity.store';
import { type SessionOf, SessionStore } from '../storage/session.store';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { SignedOutThere } from './signed-out-there';
import { endedEntry } from './sessions-of-account';
import { providerSidHash } from './tokens';

/** What a logout token says once it is known to be genuine (OpenID Connect Back-Channel Logout 1.0 §2.4). */
export interface LogoutOrder {
  readonly issuer: string;
  /** Its own name, by which it is known when it comes again. */
  readonly jti: string;
  /** One of these two is there. With `sid` one session at the provider has ended, with `sub` alone all of a person. */
  readonly sid: string | null;
  readonly subject: string | null;
}

export type LogoutRefusal = Refusal<'access.oidc-logout-again'>;

/** Longer than any logout token is good for. */
const REMEMBERED_FOR_MS = minutes(15);

/** The ministry's provider says that somebody has signed out there: her sessions here end too, and their boards go dark within seconds. */
@Injectable()
export class SignOutByOidc {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ceremonies: CeremonyStore,
    private readonly identities: OidcIdentityStore,
    private readonly sessions: SessionStore,
    private readonly signedOut: SignedOutThere,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  /** How many sessions ended. None is no failure: they may have ended before, and whom nobody knows here is out already. */
  async execute(order: LogoutOrder, correlationId: string): Promise<Result<number, LogoutRefusal>> {
    let ended: readonly SessionOf[] = [];
    const result = await this.work.run<number, LogoutRefusal>(systemActor('access.sign-out', correlationId), async (tx) => {
      if (!(await this.isNew(tx, order))) return cameBefore;
      // A sign-in that is still being completed has no session yet.
      await this.signedOut.note(tx, order);
      ended = await this.endedBy(tx, order);
      for (const { accountId, id } of ended) tx.append(endedEntry(accountId, id, 1));
      return ok(ended.length);
    });
    if (!result.ok) return result;
    for (const { accountId, id } of ended) {
      this.cache.forgetAccount(accountId);
      this.log.tell('session_ended', correlationId, { account: accountId, by: 'provider', session: id, count: 1 });
    }
    return result;
  }

  private isNew(tx: Tx, { issuer, jti }: LogoutOrder): Promise<boolean> {
    const until: Instant = addMs(tx.now, REMEMBERED_FOR_MS);
    return this.ceremonies.first(tx, 'oidc-sign-out', `${issuer}\n${jti}`, until);
  }

  private async endedBy(tx: Tx, { issuer, subject, sid }: LogoutOrder): Promise<readonly SessionOf[]> {
    const accountId: AccountId | null = subject === null ? null : await this.identities.accountIdOf(tx, issuer, subject);
    if (subject !== null && accountId === null) return [];
    if (sid !== null) return this.sessions.endOfProvider(tx, providerSidHash(issuer, sid), accountId);
    // Whom the ministry puts out is out: the sessions that a passkey of hers began as well.
    return accountId === null ? [] : this.sessions.endEach(tx, accountId);
  }
}

const cameBefore = refuse(
  'conflict',
  'access.oidc-logout-again',
  'This logout token was taken before.',
  'Send a new one for each sign-out.',
);
