import { Injectable } from '@nestjs/common';
import { ok } from '@bongsu/kernel';
import { UnitOfWork, systemActor } from '@bongsu/platform';
import { type SessionOf, SessionStore } from '../storage/session.store';
import { AccessSettings } from './access-settings';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { endedEntry } from './sessions-of-account';
import { type Brought, broughtToken, tokenHash } from './tokens';

/**
 * The session that a browser already has when somebody signs in with it. It ends as soon as the new one has begun: whoever may have copied its
 * token is out (ASVS 5.0 §7.2.4). A script keeps the tokens that it was given.
 */
@Injectable()
export class FormerSession {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly settings: AccessSettings,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  /** The running session of the board's cookie; null when there is none. */
  async in({ cookie }: Pick<Brought, 'cookie'>): Promise<SessionOf | null> {
    const brought = broughtToken({ cookie }, this.settings.sessionCookie);
    const running = brought === null ? null : await this.sessions.running(tokenHash(brought.token), this.settings.idleS);
    return running === null ? null : { accountId: running.account.id, id: running.id };
  }

  async end(former: SessionOf | null, correlationId: string): Promise<void> {
    if (former === null) return;
    const { accountId, id } = former;
    await this.work.run(systemActor('access.sign-in', correlationId), async (tx) => {
      if (await this.sessions.end(tx, accountId, id)) tx.append(endedEntry(accountId, id, 1));
      return ok(null);
    });
    this.cache.forgetAccount(accountId);
    this.log.tell('session_ended', correlationId, { account: accountId, by: 'sign-in', count: 1 });
  }
}
