import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, Erasure, UnitOfWork } from '@bongsu/platform';
import type { EraseSubject as Command, ErasureView } from '../contract';
import { may } from '../domain/may';
import { CloseAccount } from './close-account';
import { SessionCache } from './session-cache';

/**
 * Destroys the key of one person or report for good. The journal keeps that it was done, why, and a hash that proves which key it was. An account
 * whose person is erased is closed with it.
 */
@Injectable()
export class EraseSubject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly erasure: Erasure,
    private readonly closing: CloseAccount,
    private readonly cache: SessionCache,
  ) {}

  async execute(command: Command, actor: Actor): Promise<Result<ErasureView, Refusal>> {
    const result = await this.work.run<ErasureView, Refusal>(actor, async (tx): Promise<Result<ErasureView, Refusal>> => {
      if (!may(actor, 'access.personal-data.erase', null))
        return refuse('forbidden', 'access.forbidden', 'Erasing is not within your roles.', 'Ask the privacy officer.');
      const erased = await this.erasure.erase(tx, command);
      if (erased !== null) {
        const closed = command.subject.type === 'account' ? await this.closing.within(tx, command.subject.id) : ok(null);
        return closed.ok ? ok({ ...erased }) : closed;
      }
      return refuse(
        'not-found',
        'access.nothing-to-erase',
        'Nothing is kept of this subject that could be erased.',
        'Check type and id; what was erased before stays erased.',
        { field: 'subject.id' },
      );
    });
    this.cache.forgetAccount(command.subject.id);
    return result;
  }
}
