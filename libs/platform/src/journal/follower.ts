import type { PositionedEntry } from './append';
import { Pulse } from './pulse';
import type { JournalReader } from './reader';
import type { Wake } from './wake';

const POLL_MS = 250;
const BATCH = 1_000;

/**
 * Reads the journal in order with a cursor in memory, from a given position on. The hint makes it quick, the poll makes it
 * certain. A batch that `handle` throws on is given again.
 */
export class JournalFollower {
  private readonly pulse: Pulse;
  private readonly quiet: () => void;

  constructor(
    private readonly reader: JournalReader,
    wake: Wake,
    private cursor: number,
    private readonly handle: (entries: readonly PositionedEntry[]) => Promise<void> | void,
    onError: (error: unknown) => void,
  ) {
    this.pulse = new Pulse(() => this.turn(), POLL_MS, onError);
    this.quiet = wake.on('sequenced', () => this.pulse.beat());
  }

  /** The last position handed on. */
  get position(): number {
    return this.cursor;
  }

  start(): void {
    this.pulse.start();
  }

  async stop(): Promise<void> {
    this.quiet();
    await this.pulse.stop();
  }

  private async turn(): Promise<void> {
    for (;;) {
      const entries = await this.reader.visible(this.cursor, BATCH);
      const last = entries.at(-1);
      if (last === undefined) return;
      await this.handle(entries);
      this.cursor = last.position;
      if (entries.length < BATCH) return;
    }
  }
}
