import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { PasskeyList } from '../contract';
import { PasskeyStore } from '../storage/passkey.store';
import { freely } from './freely';
import { passkeyRemoved } from './passkeys-removed';
import { passkeyView } from './passkey-view';

/** One's own passkeys and nobody else's. */
@Injectable()
export class OwnPasskeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passkeys: PasskeyStore,
  ) {}

  async list(actor: Actor): Promise<PasskeyList> {
    return { items: (await this.passkeys.ofAccount(actor.id)).map(passkeyView) };
  }

  remove(id: string, actor: Actor): Promise<Result<null, Refusal>> {
    // The request's body holds a password.
    return this.work.run<null, Refusal>(freely(actor), async (tx) => {
      if (!(await this.passkeys.remove(tx, actor.id, id))) return unknown;
      tx.append(passkeyRemoved(actor.id, id));
      return ok(null);
    });
  }
}

const unknown = refuse('not-found', 'access.no-such-passkey', 'You have no such passkey.', 'Read the list again.');
