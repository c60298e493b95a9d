import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

const LOOK_EVERY_MS = 1_000;
/** Everybody waits so long for everything: what can wait is begun more slowly. */
const STRAINED_FROM_MS = 400;
/** One long turn, such as a large answer written out, is no strain. */
const LOOKS_IN_A_ROW = 2;

/** Whether the event loop of this process has been late for seconds on end. */
export class Strain {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: 20 });
  private readonly timer: NodeJS.Timeout;
  private inARow = 0;

  constructor() {
    this.delays.enable();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  get isThere(): boolean {
    return this.inARow >= LOOKS_IN_A_ROW;
  }

  end(): void {
    clearInterval(this.timer);
    this.delays.disable();
  }

  private look(): void {
    const lateMs = this.delays.percentile(90) / 1e6;
    this.inARow = lateMs > STRAINED_FROM_MS ? this.inARow + 1 : 0;
    this.delays.reset();
  }
}
