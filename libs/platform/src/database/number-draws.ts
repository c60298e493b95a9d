import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { asHouse } from '../security/acting';
import { Database } from './database';

/** One row for each number asked for, in rising order. */
const DRAW = 'SELECT nextval($1::text::regclass) AS number FROM generate_series(1, $2::int)';
const AT_ONCE = 100;

interface Waiting {
  readonly resolve: (number: number) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Draws numbers from sequences. Those who ask at the same time are served by one statement; nothing is drawn in advance, so numbers rise in the
 * order of asking and a number lies idle only when its unit fails after all.
 */
@Injectable()
export class NumberDraws {
  private readonly queues = new Map<string, Waiting[]>();

  constructor(private readonly database: Database) {}

  next(sequence: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const queue = this.queues.get(sequence);
      if (queue !== undefined) queue.push({ resolve, reject });
      else {
        this.queues.set(sequence, [{ resolve, reject }]);
        void this.serve(sequence);
      }
    });
  }

  private async serve(sequence: string): Promise<void> {
    for (;;) {
      // Whoever asks in the same turn of the event loop is served along.
      await nextTurn();
      const asked = this.queues.get(sequence)?.splice(0, AT_ONCE) ?? [];
      if (asked.length === 0) break;
      await this.draw(sequence, asked);
    }
    this.queues.delete(sequence);
  }

  private async draw(sequence: string, asked: readonly Waiting[]): Promise<void> {
    try {
      // For all who wait, whoever of them asked first.
      const rows = await asHouse(() => this.database.query<{ number: number }>(DRAW, [sequence, asked.length]));
      asked.forEach(({ resolve, reject }, index) => {
        const row = rows[index];
        if (row === undefined) reject(new Error(`${sequence} gave fewer numbers than were asked for`));
        else resolve(row.number);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
