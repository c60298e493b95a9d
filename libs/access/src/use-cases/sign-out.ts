import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { SessionEnded } from '../contract';
import { SessionStore } from '../storage/account.store';
import { SessionCache } from './session-cache';
import { tokenHash } from './tokens';

@Injectable()
export class SignOut {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly cache: SessionCache,
  ) {}

  async execute(token: string, actor: Actor): Promise<Result<null, Refusal>> {
    const hash = tokenHash(token);
    const result = await this.work.run(actor, async (tx) => {
      if (await this.sessions.end(tx, hash))
        tx.append(SessionEnded.of({ subject: { type: 'account', id: actor.id }, audience: [], body: { accountId: actor.id } }));
      return ok(null);
    });
    this.cache.forget(hash);
    return result;
  }
}
