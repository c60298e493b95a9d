import { Inject, Injectable } from '@nestjs/common';
import type { Clock, JsonValue } from '@bongsu/kernel';
import { CLOCK } from '../database/clock.token';
import type { JobDefinition } from './definition';
import { Enqueue } from './enqueue';
import { Promises } from './promises';

/** Owes again what was promised before, to whomever it was promised and with the rights of whoever caused it. */
@Injectable()
export class OwedAgain {
  constructor(
    private readonly promises: Promises,
    private readonly enqueue: Enqueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Promises of these jobs with these keys; what the queue still has in hand the reconciler brings back. */
  async owe<Payload extends JsonValue>(jobs: readonly JobDefinition<Payload>[], keys: readonly string[]): Promise<void> {
    const renewed = await this.promises.renew(
      jobs.map(({ name }) => name),
      keys,
    );
    await this.enqueue.restore(renewed, Date.parse(this.clock.now()));
  }
}
