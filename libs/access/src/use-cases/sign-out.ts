import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import { SessionStore } from '../storage/session.store';
import { SessionsOfAccount } from './sessions-of-account';

export interface SignedOut {
  /** The session began at the ministry's provider, where another one may still be open. */
  readonly beganAtProvider: boolean;
}

/** Ends the session in which one asks. Once more is as good as once. */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: SessionsOfAccount,
    private readonly store: SessionStore,
  ) {}

  async execute(actor: Actor): Promise<Result<SignedOut, Refusal>> {
    const { id: accountId, sessionId } = actor;
    if (sessionId === undefined) return ok({ beganAtProvider: false });
    const session = await this.store.proofOf({ accountId, id: sessionId });
    const result = await this.sessions.end(accountId, sessionId, actor);
    if (!result.ok && result.refusal.kind !== 'not-found') return result;
    return ok({ beganAtProvider: session?.method === 'provider' });
  }
}
