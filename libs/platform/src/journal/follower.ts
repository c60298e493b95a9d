import { setTimeout as delay } from 'node:timers/promises';
import type { PositionedEntry } from './append';
import { Pulse } from './pulse';
import type { JournalReader } from './reader';
import type { Wake } from './wake';

const POLL_MS = 250;
const BATCH = 1_000;
/** More than this is read again from the journal rather than kept waiting. */
const HANDED_AT_MOST = 5_000;

/**
 * Reads the journal in order with a cursor in memory, from a given position on. The hint makes it quick, the poll makes it
 * certain. Entries that were numbered in this very process come with the hint and are not read again when they follow on the cursor.
 * A batch that `handle` throws on is given again.
 */
export class JournalFollower {
  private readonly pulse: Pulse;
  private readonly quiet: () => void;
  private handed: PositionedEntry[] = [];

  constructor(
    private readonly reader: JournalReader,
    wake: Wake,
    private cursor: number,
    private readonly handle: (entries: readonly PositionedEntry[]) => Promise<void> | void,
    onError: (error: unknown) => void,
    /** Whoever need not know at once waits this long after each batch, and under load gets fewer and larger ones. */
    private readonly breathMs = 0,
  ) {
    this.pulse = new Pulse(() => this.turn(), POLL_MS, onError);
    this.quiet = wake.on('sequenced', (entries) => {
      this.keep(entries);
      this.pulse.beat();
    });
  }

  /** The last position handed on. */
  get position(): number {
    return this.cursor;
  }

  /** For whoever was told by `onError` that what comes next is not there. */
  goOnFrom(position: number): void {
    this.cursor = position;
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
      const handed = this.takeHanded();
      const entries = handed.length > 0 ? handed : await this.reader.visible(this.cursor, BATCH);
      const last = entries.at(-1);
      if (last === undefined) return;
      await this.handle(entries);
      this.cursor = last.position;
      if (entries.length >= BATCH) continue;
      if (this.breathMs > 0) await delay(this.breathMs);
      if (this.handed.length === 0) return;
    }
  }

  private keep(entries: readonly PositionedEntry[]): void {
    const before = this.handed.at(-1)?.position ?? this.cursor;
    if (entries[0]?.position === before + 1 && this.handed.length < HANDED_AT_MOST) this.handed.push(...entries);
  }

  /** What follows on the cursor without a gap; whatever does not is left to reading. */
  private takeHanded(): PositionedEntry[] {
    const next = this.handed.findIndex(({ position }) => position === this.cursor + 1);
    const fresh = next === -1 ? [] : this.handed.slice(next);
    this.handed = [];
    return fresh;
  }
}
