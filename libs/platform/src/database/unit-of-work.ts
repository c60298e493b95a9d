import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Refusal, Result } from '@bongsu/kernel';
import { Wake } from '../journal/wake';
import { entryStatements } from '../journal/append';
import type { Actor } from '../security/actor';
import { CLOCK } from './clock.token';
import { Database } from './database';
import { inTransaction } from './driver-transaction';
import { isRetriable } from './faults';
import { answerStatements, claimOnce } from './once';
import { type Tx, openTransaction } from './transaction';

const ATTEMPTS = 4;

/**
 * One business operation = one transaction: state and journal entries together, or neither.
 *
 * `run` opens the transaction, claims what may happen only once (Idempotency-Key, promise), lets `work` decide, writes the
 * entries and commits. A refusal rolls back. A serialisation failure or deadlock runs the whole unit again, at most
 * {@link ATTEMPTS} times; other faults are thrown.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly wake: Wake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run<T, R extends Refusal>(actor: Actor, work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(actor, work);
      } catch (error) {
        if (!isRetriable(error) || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  private once<T, R extends Refusal>(actor: Actor, work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
    return inTransaction(this.database.source.createQueryRunner(), async (transaction) => {
      const tx = openTransaction(transaction, actor, this.clock.now());
      const claim = await claimOnce(tx);
      // The stored answer is what this very operation answered the first time, hence of its type.
      const result = claim.first ? await work(tx) : (claim.answer as Result<T, R>);
      if (claim.first && result.ok) {
        // Entries, answer and COMMIT go down in one message.
        await transaction.commit(...entryStatements(tx), ...answerStatements(tx, result.value));
        if (tx.appended.length > 0) this.wake.appended();
      } else await transaction.rollBack();
      if (!claim.first || result.ok) tellKept(actor);
      return result;
    });
  }
}

function tellKept({ once }: Actor): void {
  if (once?.kind === 'promise') once.onKept?.();
}
