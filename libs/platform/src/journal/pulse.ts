import { asHouse } from '../security/acting';

/**
 * Runs a task again and again, never twice at once: on every `beat` (a hint) and at least every `intervalMs` (the guarantee).
 * A beat during a run leads to one more run. The task is the house's, whoever gave the hint: it sees everything. Errors go to `onError` and the next pulse tries again.
 */
export class Pulse {
  private running: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private stopped = true;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly intervalMs: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.beat(), this.intervalMs);
    this.beat();
  }

  /** Resolves when the run under way, if any, has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  beat(): void {
    if (this.stopped) return;
    if (this.running !== undefined) {
      this.again = true;
      return;
    }
    this.running = this.run().finally(() => (this.running = undefined));
  }

  private async run(): Promise<void> {
    do {
      this.again = false;
      try {
        await asHouse(() => this.task());
      } catch (error) {
        this.onError(error);
      }
    } while (this.again && !this.stopped);
  }
}
