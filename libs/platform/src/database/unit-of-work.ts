import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Refusal, Result } from '@bongsu/kernel';
import type { QueryRunner } from 'typeorm';
import { Wake } from '../journal/wake';
import { entryStatements } from '../journal/append';
import type { Actor } from '../security/actor';
import { Answers } from './answers';
import { CLOCK } from './clock.token';
import { Database } from './database';
import { type DriverTransaction, inTransaction } from './driver-transaction';
import { eyesOf, ownRunner } from './eyes';
import { isDuplicate, isOutcomeUnknown, isRetriable } from './faults';
import { GroupCommit } from './group-commit';
import { NumberDraws } from './number-draws';
import { answerStatements, claimOnce, keyStatements } from './once';
import type { Statement } from './statement-batch';
import { type OpenTransaction, type Tx, openTransaction } from './transaction';

const ATTEMPTS = 4;

type Work<T, R extends Refusal> = (tx: Tx) => Promise<Result<T, R>>;

/**
 * One business operation = one transaction: state and journal entries together, or neither.
 *
 * `run` opens the transaction, claims what may happen only once (Idempotency-Key, promise), lets `work` decide, writes the
 * entries and commits. A refusal rolls back. A serialisation failure or deadlock runs the whole unit again, at most
 * {@link ATTEMPTS} times; other faults are thrown. `work` may therefore run more than once and changes nothing but through `tx`.
 */
@Injectable()
export class UnitOfWork {
  private readonly open = (): QueryRunner => ownRunner(this.database.source);

  constructor(
    private readonly database: Database,
    private readonly groups: GroupCommit,
    private readonly draws: NumberDraws,
    private readonly wake: Wake,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly answers: Answers,
  ) {}

  async run<T, R extends Refusal>(actor: Actor, work: Work<T, R>): Promise<Result<T, R>> {
    if (actor.once?.kind === 'request') {
      const result = await this.asNew(actor, work);
      if (result !== null) return result;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.claimed(actor, work);
      } catch (error) {
        if (!isRetriable(error) || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Takes a keyed request for a new one, as nearly all are: its key is written with its effect, and is unique. Null when the key may
   * have been used before, when it was refused (perhaps because it happened already), and when nobody knows whether it was written: what is true is
   * found out by claiming the key first.
   */
  private async asNew<T, R extends Refusal>(actor: Actor, work: Work<T, R>): Promise<Result<T, R> | null> {
    try {
      return await inTransaction(this.open, eyesOf(actor), async (transaction) => {
        const tx = openTransaction(transaction, this.draws, actor, this.clock.now());
        const result = await work(tx);
        if (result.ok) await this.commit(transaction, tx, keyStatements(tx, result.value, this.answers));
        else await transaction.rollBack();
        return result.ok ? result : null;
      });
    } catch (error) {
      if (isDuplicate(error) || isRetriable(error) || isOutcomeUnknown(error)) return null;
      throw error;
    }
  }

  private claimed<T, R extends Refusal>(actor: Actor, work: Work<T, R>): Promise<Result<T, R>> {
    return inTransaction(this.open, eyesOf(actor), async (transaction) => {
      const tx = openTransaction(transaction, this.draws, actor, this.clock.now());
      const claim = await claimOnce(tx, this.answers);
      // The stored answer is what this very operation answered the first time, hence of its type.
      const result = claim.first ? await work(tx) : (claim.answer as Result<T, R>);
      if (claim.first && result.ok) await this.commit(transaction, tx, answerStatements(tx, result.value, this.answers));
      else await transaction.rollBack();
      if (!claim.first || result.ok) tellKept(actor);
      return result;
    });
  }

  /** What was written, the entries and COMMIT go down in one message; with those of other units when this one asked nothing before. */
  private async commit(transaction: DriverTransaction, tx: OpenTransaction, once: readonly Statement[]): Promise<void> {
    const last = [...entryStatements(tx), ...once];
    if (transaction.isBegun) await transaction.commit(...last);
    else {
      const all = [...transaction.takeWaiting(), ...last];
      if (all.length > 0) await this.groups.commit(all);
    }
    if (tx.appended.length > 0) this.wake.appended();
  }
}

function tellKept({ once }: Actor): void {
  if (once?.kind === 'promise') once.onKept?.();
}
