import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@bongsu/kernel';
import { reportBodies } from '../../../bench/processes/report-bodies';
import { percentile } from '../../../bench/statistics';
import type { World } from '../world/world';
import { ApiClient, type ClientManners, NoAnswer, type Try } from './api-client';

const bodies = reportBodies(64).map((body) => JSON.parse(body) as Record<string, unknown>);

/** What has become of a load. Latencies are in milliseconds of the client's clock, from the first try to the answer. */
export interface LoadReport {
  readonly sent: number;
  readonly acknowledged: number;
  /** Sent and never answered in all the client's patience. */
  readonly unanswered: number;
  /** Answered below 500 and not 201: what must not happen to a good report. */
  readonly refused: readonly string[];
  readonly latenciesMs: readonly number[];
  readonly tries: readonly Try[];
}

export interface LoadOptions {
  readonly perSecond: number;
  /** Whose reports; default the watch officer at headquarters. */
  readonly who?: string;
  readonly manners?: Partial<ClientManners>;
  /** Where they knock; default at every api in turn. */
  readonly origins?: readonly string[];
}

/** A report that was acknowledged, and when on the client's clock. */
export interface Filed {
  readonly key: string;
  readonly n: number;
  readonly id: string;
  readonly atMs: number;
}

/**
 * People who file reports at a steady rate whether or not the last one was answered, each with its own Idempotency-Key, each again and again
 * until it is acknowledged. What is acknowledged is written down in the world for the checker.
 */
export class IntakeLoad {
  private readonly client: ApiClient;
  private readonly under: Promise<void>[] = [];
  private readonly latenciesMs: number[] = [];
  private readonly tries: Try[] = [];
  private readonly refused: string[] = [];
  private readonly filed: Filed[] = [];
  private sent = 0;
  private unanswered = 0;
  private stopped = false;
  private readonly beat: Promise<void>;

  private constructor(
    private readonly world: World,
    private readonly options: LoadOptions,
  ) {
    const { who = 'hq-watch-1', manners = {}, origins = world.origins } = options;
    this.client = new ApiClient(origins, world.credentials, who, { ...manners, onTry: (attempt) => this.tries.push(attempt) });
    world.loads.add(this);
    this.beat = this.run();
    // Whatever fails is heard when the load is stopped.
    this.beat.catch(() => undefined);
  }

  /** Begins at once and goes on until {@link stop}. */
  static start(world: World, options: LoadOptions): IntakeLoad {
    return new IntakeLoad(world, options);
  }

  get acknowledgedSoFar(): number {
    return this.latenciesMs.length;
  }

  /** Files no more and waits until everything filed is answered or given up. */
  async stop(): Promise<LoadReport> {
    this.stopped = true;
    await this.beat;
    await Promise.all(this.under);
    this.world.loads.delete(this);
    const { sent, unanswered, refused, latenciesMs, tries } = this;
    return { sent, acknowledged: latenciesMs.length, unanswered, refused, latenciesMs, tries };
  }

  /**
   * Files the last ones again with their keys, as a client does that never saw the answer. Answers how many were answered with another report.
   */
  async fileAgain(count: number): Promise<number> {
    let different = 0;
    for (const { key, n, id } of this.filed.slice(-count)) {
      const { status, body } = await this.client.post<{ id: string }>('/reports', reportBody(n), { key });
      if (status !== 201 || body.id !== id) different += 1;
    }
    return different;
  }

  /** What was acknowledged, in the order of the answers. */
  get acknowledged(): readonly Filed[] {
    return this.filed;
  }

  /** Files once more, with their keys, what the house has lost: as clients do that still hold what they sent. */
  async fileLost(lost: readonly Filed[]): Promise<void> {
    for (const { key, n } of lost) {
      this.world.acknowledged.reports.delete(key);
      const { id } = await this.client.must<{ id: string }>('/reports', reportBody(n), { key });
      this.world.acknowledged.report({ key, id, tries: 1 });
    }
  }

  private async run(): Promise<void> {
    // Signed in before the first report, so that the first is as any other.
    await this.client.bearer();
    const beganMs = performance.now();
    for (let n = 0; !this.stopped; n++) {
      const waitMs = beganMs + (n * 1_000) / this.options.perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      if (this.stopped) return;
      const filing = this.file(n);
      filing.catch(() => undefined);
      this.under.push(filing);
    }
  }

  private async file(n: number): Promise<void> {
    const key = `faults:${newId()}`;
    this.sent += 1;
    this.world.acknowledged.unanswered.add(key);
    const sentMs = performance.now();
    try {
      const { status, body, tries } = await this.client.post<{ id: string }>('/reports', reportBody(n), { key });
      if (status !== 201) {
        this.refused.push(`${status} ${JSON.stringify(body)}`);
        return;
      }
      this.latenciesMs.push(performance.now() - sentMs);
      this.filed.push({ key, n, id: body.id, atMs: performance.now() });
      this.world.acknowledged.report({ key, id: body.id, tries });
    } catch (fault) {
      if (!(fault instanceof NoAnswer)) throw fault;
      this.unanswered += 1;
    }
  }
}

/** A good report, one of a few. */
export function reportBody(n: number): Record<string, unknown> {
  const body = bodies[n % bodies.length];
  if (body === undefined) throw new Error('no report to file');
  return body;
}

/** How tries ended and how many of them: `201 ×416, torn ×12`. */
export function outcomesOf(tries: readonly Try[]): string {
  const counts = new Map<Try['outcome'], number>();
  for (const { outcome } of tries) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${outcome} ×${count}`).join(', ');
}

/** The slowest and the 99th of a hundred; NaN of nothing. */
export function slowness(values: readonly number[]): { readonly p99Ms: number; readonly slowestMs: number } {
  if (values.length === 0) return { p99Ms: Number.NaN, slowestMs: Number.NaN };
  return { p99Ms: percentile(values, 99), slowestMs: Math.max(...values) };
}
