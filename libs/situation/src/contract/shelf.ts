/** One thing on a shelf; `at` orders it, `id` breaks a tie, so that every process drops the same one. */
export interface Shelved {
  readonly at: string;
  readonly id: string;
}

/**
 * A bounded shelf: things that may be forgotten, oldest first. Holds at most a few hundred, sorted, so adding, removing and
 * naming the oldest cost next to nothing whatever the size of the board.
 */
export class Shelf {
  private readonly sorted: Shelved[];

  constructor(things: readonly Shelved[]) {
    this.sorted = [...things].sort(compare);
  }

  get size(): number {
    return this.sorted.length;
  }

  members(): readonly Shelved[] {
    return this.sorted;
  }

  add(thing: Shelved): void {
    const index = this.placeOf(thing);
    const there = this.sorted[index];
    if (there && compare(there, thing) === 0) return;
    this.sorted.splice(index, 0, thing);
  }

  /** Removes by id: the key may have changed since it was added. */
  remove(id: string): void {
    const index = this.sorted.findIndex((thing) => thing.id === id);
    if (index >= 0) this.sorted.splice(index, 1);
  }

  takeOldest(): Shelved | undefined {
    return this.sorted.shift();
  }

  private placeOf(thing: Shelved): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.sorted[middle];
      if (there && compare(there, thing) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: Shelved, b: Shelved): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
