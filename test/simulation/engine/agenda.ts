interface Item {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** What is to happen when, as a binary heap; of two things at the same moment the one that was put in first happens first. */
export class Agenda {
  private readonly heap: Item[] = [];
  private order = 0;

  put(atMs: number, run: () => void): void {
    const { heap } = this;
    heap.push({ atMs, order: this.order++, run });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(heap[at]!, heap[parent]!)) break;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  }

  get nextAtMs(): number | undefined {
    return this.heap[0]?.atMs;
  }

  take(): Item | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
      if (right < heap.length && before(heap[right]!, heap[least]!)) least = right;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }
}

const before = (a: Item, b: Item): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
