import { setTimeout as delay } from 'node:timers/promises';

/** When each numbered job's handler was started, in milliseconds of this process's clock. */
export class Starts {
  private readonly startedMs = new Map<number, number>();
  private next = 1;

  note(n: number): void {
    if (!this.startedMs.has(n)) this.startedMs.set(n, performance.now());
  }

  /** The first of so many numbers that were not used before. */
  take(jobs: number): number {
    const first = this.next;
    this.next += jobs;
    return first;
  }

  async all(first: number, jobs: number): Promise<void> {
    for (let n = first; n < first + jobs; n++) await this.one(n);
  }

  /** Milliseconds from asking to start, of jobs that are asked for at a fixed rate. */
  async latencies(jobs: number, perSecond: number, ask: (n: number) => Promise<unknown>): Promise<number[]> {
    const first = this.take(jobs);
    const askedMs: number[] = [];
    const asked: Promise<unknown>[] = [];
    const beginMs = performance.now();
    for (let index = 0; index < jobs; index++) {
      const waitMs = beginMs + (index * 1_000) / perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      askedMs.push(performance.now());
      asked.push(ask(first + index));
    }
    await Promise.all(asked);
    await this.all(first, jobs);
    return askedMs.map((ms, index) => (this.startedMs.get(first + index) ?? Number.NaN) - ms);
  }

  private async one(n: number): Promise<void> {
    const deadline = performance.now() + 60_000;
    while (!this.startedMs.has(n)) {
      if (performance.now() > deadline) throw new Error(`job ${String(n)} was not started within a minute`);
      await delay(1);
    }
  }
}
