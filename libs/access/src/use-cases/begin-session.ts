import { Injectable } from '@nestjs/common';
import { addMs, newId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { type SessionView, type SignInMethod, SignedIn } from '../contract';
import { type Account, SessionStore } from '../storage/account.store';
import { EffectiveGrants } from '../storage/effective-grants';
import { AccessSettings } from './access-settings';
import { accountView } from './account-view';
import type { SignInOrigin } from './origin';
import { SecurityLog } from './security-log';
import { newToken, tokenHash } from './tokens';

/** The one place where a session begins, whichever way somebody proved who she is: password, the ministry's provider, passkey. */
@Injectable()
export class BeginSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly grants: EffectiveGrants,
    private readonly settings: AccessSettings,
    private readonly log: SecurityLog,
  ) {}

  /** Within the caller's transaction, after everything about the person was checked. The token is in the answer and nowhere else. */
  async within(tx: Tx, account: Account, method: SignInMethod, origin: SignInOrigin): Promise<SessionView> {
    const [token, id] = [newToken(), newId()];
    const expiresAt = addMs(tx.now, this.settings.sessionMs);
    const { device, address } = origin;
    await this.sessions.begin(tx, { id, tokenHash: tokenHash(token), accountId: account.id, method, device, address, expiresAt });
    const body = { accountId: account.id, sessionId: id, method };
    tx.append(SignedIn.of({ subject: { type: 'account', id: account.id }, audience: [], body }));
    this.log.tell('authn_login_success', tx.actor.correlationId, { account: account.id, method });
    const held = await this.grants.ofIn(tx, account);
    return { token, expiresAt, user: accountView(account, held, this.settings.dueOf(method, { ...account, grants: held })) };
  }
}
