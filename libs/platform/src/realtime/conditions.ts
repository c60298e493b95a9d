import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock, Instant } from '@bongsu/kernel';
import { type Condition, WELL } from '../contract/condition';
import { answersWithin } from '../database/answers-within';
import { CLOCK } from '../database/clock.token';
import { DatabaseWatch } from '../database/database-watch';
import { Pulse } from '../journal/pulse';
import { QueueBackend } from '../jobs/queue-backend';

const LOOK_EVERY_MS = 500;
/** A queue is asked less often than it is looked: its answer is one more way to another machine. */
const ASK_QUEUES_EVERY_MS = 2_000;
const QUEUES_LATE_MS = 2_000;

/** What this process cannot reach at the moment, so that boards can say so. Whoever listens is told of every change. */
@Injectable()
export class Conditions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Conditions');
  private readonly listeners = new Set<(condition: Condition) => void>();
  private readonly looking = new Pulse(
    () => this.look(),
    LOOK_EVERY_MS,
    (error) => this.logger.warn({ msg: 'conditions', cause: String(error) }),
  );
  private queuesAwaySince: Instant | null = null;
  private queuesAskedAtMs = Number.NEGATIVE_INFINITY;
  private told: Condition = WELL;

  constructor(
    private readonly database: DatabaseWatch,
    private readonly queues: QueueBackend,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get present(): Condition {
    return this.told;
  }

  onApplicationBootstrap(): void {
    this.looking.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looking.stop();
  }

  onChange(listener: (condition: Condition) => void): void {
    this.listeners.add(listener);
  }

  private async look(): Promise<void> {
    // Told at once, before the queues are asked, which may take seconds.
    this.tell();
    // Queues in the database are away with it, which is said already.
    if (this.queues.kind === 'postgres' || performance.now() - this.queuesAskedAtMs < ASK_QUEUES_EVERY_MS) return;
    this.queuesAskedAtMs = performance.now();
    const answered = await answersWithin(QUEUES_LATE_MS, this.queues.check());
    if (answered) this.queuesAwaySince = null;
    else this.queuesAwaySince ??= this.clock.now();
    this.tell();
  }

  private tell(): void {
    const { awaySince: database } = this.database;
    const queues = this.queuesAwaySince;
    const { away } = this.told;
    if ((away.database ?? null) === database && (away.queues ?? null) === queues) return;
    this.told = { away: { ...(database === null ? {} : { database }), ...(queues === null ? {} : { queues }) } };
    for (const listener of this.listeners) listener(this.told);
  }
}
