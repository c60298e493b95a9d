import { tellSeed } from './seed';
import type { Protection } from './protections';

/** What a shard is given, and what it says of each seed. */
export interface Order {
  readonly first: number;
  readonly step: number;
  readonly count: number;
  readonly without: readonly Protection[];
}
export interface SeedDone {
  readonly seed: number;
  readonly wrong: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Every `step`-th seed, one after the other, in a process of its own. */
async function work({ first, step, count, without }: Order): Promise<void> {
  for (let at = 0; at < count; at++) {
    const seed = first + at * step;
    const { wrong, counts } = await tellSeed(seed, { lacks: without });
    process.send?.({ seed, wrong, counts } satisfies SeedDone);
  }
  process.disconnect();
}

process.once('message', (order: Order) => {
  work(order).catch((fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    process.exit(1);
  });
});
