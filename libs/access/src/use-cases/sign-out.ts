import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Actor } from '@bongsu/platform';
import { SessionsOfAccount } from './sessions-of-account';

/** Ends the session in which one asks. Once more is as good as once. */
@Injectable()
export class SignOut {
  constructor(private readonly sessions: SessionsOfAccount) {}

  async execute(actor: Actor): Promise<Result<null, Refusal>> {
    if (actor.sessionId === undefined) return ok(null);
    const result = await this.sessions.end(actor.id, actor.sessionId, actor);
    return result.ok || result.refusal.kind === 'not-found' ? ok(null) : result;
  }
}
