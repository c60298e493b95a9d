import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { CLOCK } from '../database/clock.token';
import { Database } from '../database/database';
import { JOURNAL_COLUMNS, type JournalRow, positionedOf } from '../journal/append';
import { Pulse } from '../journal/pulse';
import { Wake } from '../journal/wake';
import { Enqueue } from './enqueue';
import { type PromisedJob, Promises } from './promises';
import { JobRegistry } from './registry';

const FOLLOWER = 'queues';
const POLL_MS = 250;
const BATCH = 500;

/**
 * Turns entries into jobs. In one transaction: take the cursor (one worker at a time), write what the entries promise, move
 * the cursor. Then BullMQ is told; when that fails the reconciler tells it from the rows.
 */
@Injectable()
export class QueueFollower implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(QueueFollower.name);
  private readonly pulse = new Pulse(
    () => this.turn(),
    POLL_MS,
    (error) => this.logger.warn({ msg: 'queue follower', cause: String(error) }),
  );

  constructor(
    private readonly database: Database,
    private readonly wake: Wake,
    private readonly registry: JobRegistry,
    private readonly promises: Promises,
    private readonly enqueue: Enqueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.wake.on('sequenced', () => this.pulse.beat());
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private async turn(): Promise<void> {
    for (;;) {
      const { promised, read } = await this.takeBatch();
      if (promised.length > 0) await this.enqueue.add(promised, Date.parse(this.clock.now()));
      if (read < BATCH) return;
    }
  }

  private takeBatch(): Promise<{ promised: PromisedJob[]; read: number }> {
    return this.database.source.transaction(async (manager) => {
      const query = <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => manager.query<Row[]>(sql, [...parameters]);
      await query(`INSERT INTO platform_follower_cursor (follower, position) VALUES ($1, 0) ON CONFLICT DO NOTHING`, [FOLLOWER]);
      const [cursor] = await query<{ position: number }>(
        'SELECT position FROM platform_follower_cursor WHERE follower = $1 FOR UPDATE SKIP LOCKED',
        [FOLLOWER],
      );
      if (cursor === undefined) return { promised: [], read: 0 };
      const rows = await query<JournalRow>(
        `SELECT ${JOURNAL_COLUMNS} FROM journal_entry WHERE position > $1 ORDER BY position LIMIT ${BATCH}`,
        [cursor.position],
      );
      const entries = rows.map(positionedOf);
      const owed = entries.flatMap((entry) =>
        this.registry
          .promisesOf(entry)
          .map((each) => ({ ...each, correlationId: entry.correlationId, position: entry.position, at: entry.at })),
      );
      const promised = await this.promises.keepTrack(query, owed);
      const last = entries.at(-1);
      if (last !== undefined)
        await query('UPDATE platform_follower_cursor SET position = $2 WHERE follower = $1', [FOLLOWER, last.position]);
      return { promised, read: entries.length };
    });
  }
}
