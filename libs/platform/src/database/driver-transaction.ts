import type { EntityManager, QueryRunner } from 'typeorm';
import { type Answer, type Connection, type Statement, sendBatch } from './statement-batch';
import { statement } from './statements';

const begin = statement('BEGIN');
const commit = statement('COMMIT');
const rollback = statement('ROLLBACK');

/** One transaction. It takes a connection, and BEGIN is sent, with the first statement: what decides without the database never asks it. */
export class DriverTransaction {
  private waiting: Statement[] = [];
  private runner: QueryRunner | undefined;
  /** Why a write that nobody waited for failed; what follows it fails too, but says less. */
  failure: unknown;

  constructor(
    private readonly open: () => QueryRunner,
    /** What it says first: whose eyes it has. */
    private readonly eyes: Statement | null,
  ) {}

  /** Whether something was sent already. */
  get isBegun(): boolean {
    return this.runner !== undefined;
  }

  get manager(): EntityManager {
    // What TypeORM sends comes after BEGIN and after what was written.
    if (this.waiting.length > 0 || !this.isBegun) void this.send([]).catch((failure: unknown) => (this.failure ??= failure));
    return (this.runner ??= this.open()).manager;
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const answers = await this.send([statement(sql, parameters)]);
    return (answers.at(-1)?.rows ?? []) as Row[];
  }

  write(sql: string, parameters: readonly unknown[] = []): void {
    this.waiting.push(statement(sql, parameters));
  }

  /** What was written and not sent, for somebody else to send. */
  takeWaiting(): Statement[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }

  /** Sends what still waits, these statements and COMMIT, all in one message. */
  async commit(...last: readonly Statement[]): Promise<void> {
    if (!this.isBegun && this.waiting.length + last.length === 0) return;
    const answers = await this.send([...last, commit]);
    // PostgreSQL answers so, without an error, when something failed before that nobody minded.
    if (answers.at(-1)?.command === 'COMMIT') return;
    throw this.failure instanceof Error ? this.failure : new Error('the transaction had failed and was rolled back');
  }

  async rollBack(): Promise<void> {
    this.waiting = [];
    if (this.isBegun) await this.send([rollback]);
  }

  async release(): Promise<void> {
    await this.runner?.release();
  }

  private async send(statements: readonly Statement[]): Promise<Answer[]> {
    const batch = [...(this.isBegun ? [] : [begin, ...(this.eyes === null ? [] : [this.eyes])]), ...this.takeWaiting(), ...statements];
    this.runner ??= this.open();
    return sendBatch((await this.runner.connect()) as Connection, batch);
  }
}

/** Runs `work` in a transaction which it commits or rolls back; rolled back when it throws. */
export async function inTransaction<T>(
  open: () => QueryRunner,
  eyes: Statement | null,
  work: (transaction: DriverTransaction) => Promise<T>,
): Promise<T> {
  const transaction = new DriverTransaction(open, eyes);
  try {
    return await work(transaction);
  } catch (error) {
    await transaction.rollBack().catch(() => undefined);
    throw transaction.failure ?? error;
  } finally {
    await transaction.release();
  }
}
