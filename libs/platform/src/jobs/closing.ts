import { Injectable, Logger } from '@nestjs/common';
import { Promises } from './promises';

const GATHER_MS = 40;
const AT_ONCE = 500;

/**
 * Closes the promises of jobs that ended without a unit of work, many at a time: a job need not wait for a commit of its own. What ends while some are
 * being written is gathered for the next time. Should the process die before they are written the reconciler delivers them again, and a job without a
 * unit of work has no effect to double.
 */
@Injectable()
export class Closing {
  private readonly logger = new Logger('Job');
  private waiting: { id: string; outcome: string }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;

  constructor(private readonly promises: Promises) {}

  add(id: string, outcome: string): void {
    this.waiting.push({ id, outcome });
    this.gather();
  }

  /** Resolves when everything added so far is written, or left to the reconciler. */
  async settle(): Promise<void> {
    while (this.writing !== undefined || this.waiting.length > 0) await (this.writing ?? this.begin());
  }

  private gather(): void {
    if (this.writing !== undefined || this.waiting.length === 0) return;
    if (this.waiting.length >= AT_ONCE) void this.begin();
    else this.timer ??= setTimeout(() => void this.begin(), GATHER_MS);
  }

  private begin(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const closed = this.waiting;
    this.waiting = [];
    this.writing = this.write(closed).finally(() => {
      this.writing = undefined;
      this.gather();
    });
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
