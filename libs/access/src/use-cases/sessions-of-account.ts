import { Injectable } from '@nestjs/common';
import { type AccountId, type NewEntry, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { SessionEnded, type SessionList } from '../contract';
import { SessionStore } from '../storage/account.store';
import { AccessSettings } from './access-settings';
import { freely } from './freely';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';

/**
 * The sessions of an account: seen and ended, by their owner or by an administrator. Their boards are cut within seconds. Ending twice is as good as
 * once, and the owner's request may hold her password: no Idempotency-Key is taken into account.
 */
@Injectable()
export class SessionsOfAccount {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly settings: AccessSettings,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  async list(accountId: AccountId, currentId: string | null): Promise<SessionList> {
    return { items: await this.sessions.listOf(accountId, this.settings.idleS, currentId) };
  }

  async end(accountId: AccountId, id: string, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<null, Refusal>(freely(actor), async (tx) => {
      if (!(await this.sessions.end(tx, accountId, id))) return noSuchSession;
      tx.append(endedEntry(accountId, id, 1));
      return ok(null);
    });
    this.cache.forgetAccount(accountId);
    if (result.ok) this.log.tell('session_ended', actor.correlationId, { account: accountId, by: actor.id, count: 1 });
    return result;
  }

  /** All but `except`. */
  async endAll(accountId: AccountId, except: string | null, actor: Actor): Promise<Result<null, Refusal>> {
    let ended = 0;
    const result = await this.work.run<null, Refusal>(freely(actor), async (tx) => {
      ended = await this.sessions.endAll(tx, accountId, except);
      if (ended > 0) tx.append(endedEntry(accountId, null, ended));
      return ok(null);
    });
    this.cache.forgetAccount(accountId);
    if (result.ok) this.log.tell('session_ended', actor.correlationId, { account: accountId, by: actor.id, count: ended });
    return result;
  }
}

/** `sessionId` null: several at once. */
export function endedEntry(accountId: AccountId, sessionId: string | null, count: number): NewEntry {
  return SessionEnded.of({ subject: { type: 'account', id: accountId }, audience: [], body: { accountId, sessionId, count } });
}

const noSuchSession = refuse('not-found', 'access.no-such-session', 'There is no such session, or it has ended.', 'Read the list again.');
