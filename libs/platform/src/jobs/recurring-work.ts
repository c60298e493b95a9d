import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@bongsu/kernel';
import { CLOCK } from '../database/clock.token';
import { Database } from '../database/database';
import type { JobPromise } from './definition';
import { Enqueue } from './enqueue';
import { Promises } from './promises';

/**
 * Owes work because of the time of day, where no entry calls for it: a feed to be asked, a count to be taken. A row like every other
 * promise, so it survives its queue; the key names the occasion, so that many workers owe it once together.
 */
@Injectable()
export class RecurringWork {
  constructor(
    private readonly database: Database,
    private readonly promises: Promises,
    private readonly enqueue: Enqueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async owe(work: JobPromise): Promise<void> {
    const at = this.clock.now();
    const promised = await this.promises.keepTrack(
      (sql, parameters) => this.database.query(sql, parameters),
      [{ ...work, correlationId: newId(), position: null, at, incidentId: null, originator: null }],
    );
    if (promised.length > 0) await this.enqueue.add(promised, Date.parse(at));
  }
}
