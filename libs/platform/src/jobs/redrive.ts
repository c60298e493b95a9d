import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { CLOCK } from '../database/clock.token';
import { Promises } from './promises';

/** Revives dead promises; the workers' reconciler puts them back into their queues. Returns how many. */
@Injectable()
export class Redrive {
  constructor(
    private readonly promises: Promises,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(queue: string | null): Promise<{ revived: number; at: string }> {
    const revived = await this.promises.revive(queue);
    return { revived: revived.length, at: this.clock.now() };
  }
}
