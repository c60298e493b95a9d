import { AsyncLocalStorage } from 'node:async_hooks';

/** What a machine knows of the world that it stands in. */
export interface Around {
  readonly nowMs: number;
  wait(ms: number, on?: Machine): Promise<void>;
  after(ms: number, run: () => void, on?: Machine): { cancelled: boolean };
}

/** A process of the house, or a person's device: what runs on it ends with it, between any two steps, as after `kill -9`. */
export class Machine {
  alive = true;
  /** How far its clock is off. */
  clockOffMs = 0;
  private readonly atEnd = new Set<() => void>();

  constructor(
    readonly world: Around,
    readonly name: string,
  ) {}

  /** What its own clock says. */
  get nowMs(): number {
    return this.world.nowMs + this.clockOffMs;
  }

  run<T>(work: () => T): T {
    return here.run(this, work);
  }

  /** Returns what takes it back. */
  onEnd(tell: () => void): () => void {
    this.atEnd.add(tell);
    return () => this.atEnd.delete(tell);
  }

  /** Nothing of it runs any more. Whoever talked to it notices on his own. */
  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const tell of this.atEnd) tell();
  }
}

const here = new AsyncLocalStorage<Machine>();

/** On which machine this code runs; undefined = the world itself. */
export const thisMachine = (): Machine | undefined => here.getStore();
