import { Injectable } from '@nestjs/common';
import { ColumnTypes, type TypesOfColumns } from './column-types';
import { Database } from './database';
import { inTransaction } from './driver-transaction';
import { ownRunner } from './eyes';
import { isOutcomeUnknown } from './faults';
import { mergedInserts } from './merged-inserts';
import type { Statement } from './statement-batch';

/** So many transactions at a time; what comes meanwhile goes together in the next one. */
const AT_A_TIME = 2;
/** So many units in one transaction at most: one that must wait for a lock keeps the others of its group waiting. */
const IN_ONE = 32;

const INSERT = /^\s*INSERT INTO /i;

/** Who comes alone is written as he is. */
const NO_TYPES: TypesOfColumns = new Map();

interface Unit {
  readonly statements: readonly Statement[];
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Commits units of work that only write, several in one transaction when they come at the same time: under load one message, one wait for the
 * disk and one wake-up of PostgreSQL stand for many. Each unit is still whole or not there at all: when a group fails nothing of it was
 * written, and each of its units is written again by itself, so that only the one that is wrong fails. A unit that changes or deletes rows may wait
 * for somebody who holds them: it goes by itself, beside the groups.
 */
@Injectable()
export class GroupCommit {
  private waiting: Unit[] = [];
  private underWay = 0;
  private gathering: NodeJS.Immediate | undefined;
  private readonly types: ColumnTypes;

  constructor(private readonly database: Database) {
    this.types = new ColumnTypes(database);
  }

  /** Resolves when the statements of this unit have been committed. */
  commit(statements: readonly Statement[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const unit = { statements, resolve, reject };
      if (!statements.every(({ text }) => INSERT.test(text))) {
        void this.write([unit]);
        return;
      }
      this.waiting.push(unit);
      // Whoever comes in the same turn of the event loop goes along: several requests are often read from their sockets at once.
      this.gathering ??= setImmediate(() => this.start());
    });
  }

  private start(): void {
    this.gathering = undefined;
    while (this.underWay < AT_A_TIME && this.waiting.length > 0) {
      const group = this.waiting.splice(0, IN_ONE);
      this.underWay += 1;
      void this.write(group).finally(() => {
        this.underWay -= 1;
        this.start();
      });
    }
  }

  private async write(group: readonly Unit[]): Promise<void> {
    try {
      const statements = mergedInserts(
        group.map((unit) => unit.statements),
        group.length === 1 ? NO_TYPES : await this.types.all(),
      );
      await inTransaction(
        () => ownRunner(this.database.source),
        null,
        (transaction) => transaction.commit(...statements),
      );
    } catch (error) {
      // A lost connection does not tell whether COMMIT arrived: nothing is written twice on a guess.
      if (group.length === 1 || isOutcomeUnknown(error)) for (const unit of group) unit.reject(error);
      else for (const unit of group) await this.write([unit]);
      return;
    }
    for (const unit of group) unit.resolve();
  }
}
