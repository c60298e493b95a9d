import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { CLOCK } from '../database/clock.token';
import { Database } from '../database/database';
import { JOURNAL, SEEN_COLUMNS, type PositionedEntry, type SeenRow, positionedOf } from '../journal/append';
import { Pulse } from '../journal/pulse';
import { Wake } from '../journal/wake';
import { Enqueue } from './enqueue';
import { type NewPromise, type PromisedJob, Promises } from './promises';
import { JobRegistry } from './registry';

/** Whoever follows the journal with a cursor in the database: these need every entry after it, and all of them before they have one. */
export const FOLLOWERS = ['queues'] as const;
const [FOLLOWER] = FOLLOWERS;
const POLL_MS = 250;
const BATCH = 250;
/** A queue that takes no job in this time is left to the reconciler: rows are written on, whatever becomes of the queues. */
const TOLD_WITHIN_MS = 2_000;
const TELL_AGAIN_AFTER_MS = 5_000;

/**
 * Whether entries wait; asked when nobody said so, because taking the cursor costs a commit even when there is nothing to take. Of two rows, whatever is
 * known of the journal's length: with statistics from before it grew, looking for an entry read all of it four times a second.
 */
const BEHIND = `
  SELECT (SELECT position FROM journal_head) > coalesce((SELECT position FROM platform_follower_cursor WHERE follower = $1), 0) AS behind`;
/** Takes the cursor, unless another worker has it, and reads what follows on it. */
const TAKE = `
  WITH cursor AS MATERIALIZED (SELECT position FROM platform_follower_cursor WHERE follower = $1 FOR UPDATE SKIP LOCKED)
  SELECT entry.* FROM cursor CROSS JOIN LATERAL
         (SELECT ${SEEN_COLUMNS} FROM ${JOURNAL} WHERE position > cursor.position ORDER BY position LIMIT ${BATCH}) AS entry
   ORDER BY position`;

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
  private isHinted = true;
  private tellAgainAtMs = 0;

  constructor(
    private readonly database: Database,
    private readonly wake: Wake,
    private readonly registry: JobRegistry,
    private readonly promises: Promises,
    private readonly enqueue: Enqueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.query('INSERT INTO platform_follower_cursor (follower, position) VALUES ($1, 0) ON CONFLICT DO NOTHING', [
      FOLLOWER,
    ]);
    this.wake.on('sequenced', () => {
      this.isHinted = true;
      this.pulse.beat();
    });
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private async turn(): Promise<void> {
    if (!this.isHinted && !(await this.isBehind())) return;
    this.isHinted = false;
    let told: Promise<void> = Promise.resolve();
    for (let read = BATCH; read === BATCH;) {
      const batch = await this.takeBatch();
      read = batch.read;
      // The queues are told of one batch while the next is taken, and of one after the other.
      await told;
      told = this.tell(batch.promised);
      // Whoever fails is heard below; until then nobody must think that nobody listens.
      told.catch(() => undefined);
    }
    await told;
  }

  private async tell(promised: readonly PromisedJob[]): Promise<void> {
    if (promised.length === 0 || performance.now() < this.tellAgainAtMs) return;
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      late = setTimeout(() => reject(new Error('the queues do not take jobs')), TOLD_WITHIN_MS);
    });
    try {
      await Promise.race([this.enqueue.add(promised, Date.parse(this.clock.now())), tooLate]);
    } catch (fault) {
      this.tellAgainAtMs = performance.now() + TELL_AGAIN_AFTER_MS;
      throw fault;
    } finally {
      clearTimeout(late);
    }
  }

  private async isBehind(): Promise<boolean> {
    const [row] = await this.database.query<{ behind: boolean }>(BEHIND, [FOLLOWER]);
    return row?.behind === true;
  }

  private takeBatch(): Promise<{ promised: PromisedJob[]; read: number }> {
    return this.database.atomically(async (transaction) => {
      const entries = (await transaction.query<SeenRow>(TAKE, [FOLLOWER])).map(positionedOf);
      const last = entries.at(-1);
      if (last === undefined) return { promised: [], read: 0 };
      transaction.write('UPDATE platform_follower_cursor SET position = $2 WHERE follower = $1', [FOLLOWER, last.position]);
      const promised = await this.promises.keepTrack(
        (sql, parameters) => transaction.query(sql, parameters),
        entries.flatMap((entry) => this.owedFor(entry)),
      );
      return { promised, read: entries.length };
    });
  }

  private owedFor(entry: PositionedEntry): NewPromise[] {
    const { correlationId, position, at, incidentId, actor: originator } = entry;
    return this.registry.promisesOf(entry).map((each) => ({ ...each, correlationId, position, at, incidentId, originator }));
  }
}
