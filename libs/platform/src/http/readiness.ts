import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { answersWithin } from '../database/answers-within';
import { Database } from '../database/database';
import { TAKES_WRITES, TakesNoWrites, type WritesRow, whyNoWrites } from '../database/takes-writes';
import { QueueBackend } from '../jobs/queue-backend';

const CHECK_WITHIN_MS = 2_000;

/** What this kind of process cannot work without. */
export const ESSENTIAL_PARTS = Symbol('essential-parts');
export type Part = 'database' | 'queues';

export interface ReadinessAnswer {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  /** `ok`, or what is the matter with it; no data. */
  readonly parts: { readonly database: string; readonly queues: string; readonly process: 'ok' | 'draining' };
}

/**
 * Whether this process can do its work: what it needs answers, and it has not been asked to end. What it can do without makes it `degraded`:
 * the api takes reports while the queues are away, since promises are rows; a worker has nothing to do then.
 */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private isEnding = false;

  constructor(
    private readonly database: Database,
    private readonly queues: QueueBackend,
    @Inject(ESSENTIAL_PARTS) private readonly essential: readonly Part[],
  ) {}

  /** The first that a process hears when it is to end, before jobs are drained and doors are closed. */
  onModuleDestroy(): void {
    this.isEnding = true;
  }

  async ask(): Promise<ReadinessAnswer> {
    const [database, queues] = await Promise.all([outcome(this.askDatabase()), outcome(this.queues.check())]);
    const parts = { database, queues, process: this.isEnding ? 'draining' : 'ok' } as const;
    return { status: this.statusOf(parts), parts };
  }

  private async askDatabase(): Promise<string> {
    return whyNoWrites(await this.database.query<WritesRow>(TAKES_WRITES)) ?? 'ok';
  }

  private statusOf(parts: ReadinessAnswer['parts']): ReadinessAnswer['status'] {
    // A Redis that may forget jobs is none that a worker can work with; the api takes reports all the same.
    if (this.isEnding || this.essential.some((part) => parts[part] !== 'ok')) return 'unavailable';
    return parts.database === 'ok' && parts.queues === 'ok' ? 'ready' : 'degraded';
  }
}

const FAILING = 'failing';
const LATE = 'no answer in time';

async function outcome(check: Promise<string>): Promise<string> {
  let found = LATE;
  const told = check
    .catch((fault: unknown) => (fault instanceof TakesNoWrites ? fault.message : FAILING))
    .then((how) => void (found = how));
  await answersWithin(CHECK_WITHIN_MS, told);
  return found;
}
