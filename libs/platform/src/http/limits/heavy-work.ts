import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { ProblemException } from '../problem';

const RETRY_AFTER_S = 5;

/** Work that holds the processor for long, such as printing: a few at a time, some more in a queue, and nobody else is kept waiting. */
@Injectable()
export class HeavyWork {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'limits'>) {}

  /** Throws a problem (503, Retry-After) when the queue is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.place();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      // The place is handed on, so that nobody slips in between.
      else next();
    }
  }

  private place(): Promise<void> | undefined {
    const { HEAVY_AT_ONCE: atOnce, HEAVY_WAITING: inQueue } = this.settings.limits;
    if (this.running < atOnce) {
      this.running += 1;
      return undefined;
    }
    if (this.waiting.length >= inQueue)
      throw new ProblemException(503, 'platform.busy', 'Too many documents are being made at the moment.', 'Try again in a few seconds.', {
        retryAfterS: RETRY_AFTER_S,
      });
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
