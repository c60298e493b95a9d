import type { EntityManager, QueryRunner } from 'typeorm';
import { type Answer, type Connection, type Statement, sendBatch } from './statement-batch';
import { statement } from './statements';

const begin = statement('BEGIN');
const commit = statement('COMMIT');
const rollback = statement('ROLLBACK');

/** One transaction on one connection. BEGIN is sent with the first statement: what decides without the database never asks it. */
export class DriverTransaction {
  private waiting: Statement[] = [begin];
  private isBegun = false;
  /** Why a write that nobody waited for failed; what follows it fails too, but says less. */
  failure: unknown;

  constructor(
    private readonly runner: QueryRunner,
    private readonly connection: Connection,
  ) {}

  get manager(): EntityManager {
    // What TypeORM sends comes after BEGIN and after what was written.
    if (this.waiting.length > 0) void this.send([]).catch((failure: unknown) => (this.failure ??= failure));
    return this.runner.manager;
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const answers = await this.send([statement(sql, parameters)]);
    return (answers.at(-1)?.rows ?? []) as Row[];
  }

  write(sql: string, parameters: readonly unknown[] = []): void {
    this.waiting.push(statement(sql, parameters));
  }

  /** Sends what still waits, these statements and COMMIT, all in one message. */
  async commit(...last: readonly Statement[]): Promise<void> {
    if (!this.isBegun && this.waiting.length === 1 && last.length === 0) return;
    const answers = await this.send([...last, commit]);
    // PostgreSQL answers so, without an error, when something failed before that nobody minded.
    if (answers.at(-1)?.command === 'COMMIT') return;
    throw this.failure instanceof Error ? this.failure : new Error('the transaction had failed and was rolled back');
  }

  async rollBack(): Promise<void> {
    this.waiting = [];
    if (this.isBegun) await this.send([rollback]);
  }

  private send(statements: readonly Statement[]): Promise<Answer[]> {
    const batch = [...this.waiting, ...statements];
    this.waiting = [];
    this.isBegun = true;
    return sendBatch(this.connection, batch);
  }
}

/** Runs `work` on a connection of its own, which it commits or rolls back; rolled back when it throws. */
export async function inTransaction<T>(runner: QueryRunner, work: (transaction: DriverTransaction) => Promise<T>): Promise<T> {
  try {
    const transaction = new DriverTransaction(runner, (await runner.connect()) as Connection);
    try {
      return await work(transaction);
    } catch (error) {
      await transaction.rollBack().catch(() => undefined);
      throw transaction.failure ?? error;
    }
  } finally {
    await runner.release();
  }
}
