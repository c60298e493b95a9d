import { Injectable, Logger } from '@nestjs/common';
import { Promises } from './promises';

const GATHER_MS = 15;
const AT_ONCE = 250;

/**
 * Closes the promises of jobs that ended without a unit of work, many at a time: a job need not wait for a commit of its own. Should the
 * process die before they are written the reconciler delivers them again, and a job without a unit of work has no effect to double.
 */
@Injectable()
export class Closing {
  private readonly logger = new Logger('Job');
  private waiting: { id: string; outcome: string }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly promises: Promises) {}

  add(id: string, outcome: string): void {
    this.waiting.push({ id, outcome });
    if (this.waiting.length >= AT_ONCE) void this.settle();
    else this.timer ??= setTimeout(() => void this.settle(), GATHER_MS);
  }

  /** Resolves when everything added so far is written, or left to the reconciler. */
  settle(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const closed = this.waiting;
    this.waiting = [];
    if (closed.length > 0) this.writing = this.writing.then(() => this.write(closed));
    return this.writing;
  }

  private async write(closed: readonly { id: string; outcome: string }[]): Promise<void> {
    try {
      await this.promises.close(closed);
    } catch (error) {
      this.logger.warn({ msg: 'promises were not closed and will be delivered again', count: closed.length, cause: String(error) });
    }
  }
}
