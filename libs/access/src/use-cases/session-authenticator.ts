import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { type Actor, Authenticator, CLOCK, type Credentials } from '@bongsu/platform';
import { type Account, SessionStore } from '../storage/account.store';
import { SessionCache } from './session-cache';
import { tokenFrom, tokenHash } from './tokens';

/** Answers who calls from the session token that came along. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly sessions: SessionStore,
    private readonly cache: SessionCache,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async authenticate(credentials: Credentials, correlationId: string): Promise<Actor | null> {
    const token = tokenFrom(credentials);
    if (token === null) return null;
    const account = await this.accountOf(tokenHash(token));
    return account === null ? null : { kind: 'person', id: account.id, grants: account.grants, correlationId };
  }

  private async accountOf(hash: Buffer): Promise<Account | null> {
    const nowMs = performance.now();
    const cached = this.cache.get(hash, nowMs, Date.parse(this.clock.now()));
    if (cached !== null) return cached;
    const running = await this.sessions.running(hash);
    if (running === null) return null;
    this.cache.put(hash, running.account, running.expiresAt, nowMs);
    return running.account;
  }
}
