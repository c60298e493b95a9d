import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, newId } from '@bongsu/kernel';
import { Wake } from '../journal/wake';
import { insertEntries } from '../journal/append';
import type { Actor } from '../security/actor';
import { CLOCK } from './clock.token';
import { Database } from './database';
import { isRetriable } from './faults';
import { claimOnce, storeAnswer } from './once';
import { type Connection, type OpenTransaction, type Tx, openTransaction } from './transaction';

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

  private async once<T, R extends Refusal>(actor: Actor, work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
    const runner = this.database.source.createQueryRunner();
    try {
      const connection = (await runner.connect()) as Connection;
      const tx = openTransaction(runner, connection, actor, this.clock.now());
      // Not awaited: the first statement follows BEGIN down the pipeline, and a connection that cannot BEGIN fails that one too.
      tx.query('BEGIN').catch(() => undefined);
      const claim = await claimOnce(tx);
      // The stored answer is what this very operation answered the first time, hence of its type.
      if (!claim.first) return await rollBack(tx, claim.answer as Result<T, R>);
      const result = await work(tx);
      if (!result.ok) return await rollBack(tx, result);
      await this.commit(tx, result.value);
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Entries, answer and COMMIT follow each other down the pipeline; PostgreSQL turns COMMIT into ROLLBACK when one before it failed. */
  private async commit(tx: OpenTransaction, value: unknown): Promise<void> {
    const appended = tx.appended.map((entry) => ({ ...entry, id: newId() }));
    const written = appended.length > 0 ? insertEntries(tx, appended) : Promise.resolve();
    await Promise.all([written, storeAnswer(tx, value), tx.query('COMMIT')]);
    if (appended.length > 0) this.wake.appended();
  }
}

async function rollBack<T>(tx: OpenTransaction, answer: T): Promise<T> {
  await tx.query('ROLLBACK');
  return answer;
}
