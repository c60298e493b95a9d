const ONCE_IN_MS = 60_000;

/** What ioredis and BullMQ say when slots of a Cluster have nobody, or the node that served them is gone. */
const OF_A_LOSS = /CLUSTERDOWN|Cluster redirections|Connection is closed|Failed to refresh slots/;

/**
 * When a Cluster last lost something, and who lived through it. Events of the pool of nodes do not tell: ioredis also lets go of an address that the
 * Cluster does not call itself by, or of a node without slots, each time a line is opened.
 */
export class Losses {
  private lastMs = Number.NEGATIVE_INFINITY;
  private toldMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  note(): void {
    this.lastMs = this.nowMs();
  }

  /** What a worker was told is a loss, or nothing of the kind. */
  hear(error: Error): void {
    if (OF_A_LOSS.test(error.message)) this.note();
  }

  /** Those that began before the last loss. At most once a minute: whatever is wrong, beginning anew is not done without end. */
  survivors<One>(begun: ReadonlyMap<One, number>): One[] {
    if (this.nowMs() - this.toldMs < ONCE_IN_MS) return [];
    const before = [...begun].filter(([, atMs]) => atMs <= this.lastMs).map(([one]) => one);
    if (before.length > 0) this.toldMs = this.nowMs();
    return before;
  }
}
