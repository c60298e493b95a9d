const TICK_MS = 50;
/** Fewer ticks than this part of those that were due: the machine has no time for this process, so probably none for its neighbours. */
const STARVED_BELOW = 0.6;
const TERMS_AT_MOST = 4;

/**
 * Waits for so long, and longer while this process itself is kept waiting for the processor: on a machine that is overloaded a late answer says
 * nothing about whoever is to give it.
 */
export class Patience {
  readonly ended: Promise<void>;
  private readonly timer: NodeJS.Timeout;
  private ticks = 0;
  private terms = 1;
  private sinceMs = performance.now();

  constructor(private readonly termMs: number) {
    let resolve: () => void = () => undefined;
    this.ended = new Promise((done) => (resolve = done));
    this.timer = setInterval(() => this.tick(resolve), TICK_MS);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private tick(resolve: () => void): void {
    this.ticks += 1;
    if (performance.now() - this.sinceMs < this.termMs) return;
    const starved = this.ticks < (this.termMs / TICK_MS) * STARVED_BELOW;
    if (starved && this.terms < TERMS_AT_MOST) {
      this.terms += 1;
      this.ticks = 0;
      this.sinceMs = performance.now();
      return;
    }
    this.end();
    // What came meanwhile and was not read yet is read in the next turn.
    setImmediate(() => setImmediate(resolve));
  }
}
