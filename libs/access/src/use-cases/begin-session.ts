import { Injectable } from '@nestjs/common';
import { type Instant, addMs, newId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { type SessionView, type SignInMethod, SignedIn } from '../contract';
import { type Account, SessionStore } from '../storage/account.store';
import { AccountNames } from '../storage/account-names';
import { EffectiveGrants } from '../storage/effective-grants';
import { AccessSettings } from './access-settings';
import { accountView } from './account-view';
import type { SignInOrigin } from './origin';
import { SecurityLog } from './security-log';
import { newToken, providerSidHash, tokenHash } from './tokens';

/** What the ministry's provider told of its own session. */
export interface ProviderSession {
  readonly issuer: string;
  /** Its name there (`sid`); null when it has none, and cannot be ended by it. */
  readonly sid: string | null;
  /** When its person proved who she is (`auth_time`); null when the provider keeps it to itself. */
  readonly provedAt: Instant | null;
}

/** The one place where a session begins, whichever way somebody proved who she is: password, the ministry's provider, passkey. */
@Injectable()
export class BeginSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly grants: EffectiveGrants,
    private readonly names: AccountNames,
    private readonly settings: AccessSettings,
    private readonly log: SecurityLog,
  ) {}

  /** Within the caller's transaction, after everything about the person was checked. The token is in the answer and nowhere else. */
  async within(tx: Tx, account: Account, method: SignInMethod, origin: SignInOrigin, there?: ProviderSession): Promise<SessionView> {
    const [token, id] = [newToken(), newId()];
    const expiresAt = addMs(tx.now, this.settings.sessionMs);
    const { device, address } = origin;
    await this.sessions.begin(tx, {
      ...{ id, tokenHash: tokenHash(token), accountId: account.id, method, device, address, expiresAt },
      provedAt: there === undefined ? tx.now : noLaterThan(tx.now, there.provedAt),
      providerSidHash: there === undefined || there.sid === null ? null : providerSidHash(there.issuer, there.sid),
    });
    const body = { accountId: account.id, sessionId: id, method };
    tx.append(SignedIn.of({ subject: { type: 'account', id: account.id }, audience: [], body }));
    this.log.tell('authn_login_success', tx.actor.correlationId, { account: account.id, method });
    const held = await this.grants.ofIn(tx, account);
    const names = await this.names.open(account.names, tx);
    return { token, expiresAt, user: accountView(account, names, held, this.settings.dueOf(method, { ...account, grants: held })) };
  }
}

/** A provider whose clock is ahead must not vouch for the future. */
const noLaterThan = (now: Instant, told: Instant | null): Instant | null => (told === null || told < now ? told : now);
