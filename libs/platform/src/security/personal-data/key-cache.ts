import type { DataKey } from './sealed-value';

const KEPT_MS = 60_000;
const KEPT_AT_MOST = 20_000;

/** Data keys that were unwrapped a moment ago, for as long and as many as the bounds say. An erasure elsewhere is noticed {@link KEPT_MS} later at most. */
export class KeyCache {
  private readonly kept = new Map<string, { readonly key: DataKey; readonly sinceMs: number }>();

  constructor(
    private readonly keptMs = KEPT_MS,
    private readonly atMost = KEPT_AT_MOST,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  get(id: string): DataKey | null {
    const found = this.kept.get(id);
    if (found === undefined) return null;
    if (this.nowMs() - found.sinceMs <= this.keptMs) return found.key;
    this.forget(id);
    return null;
  }

  put(key: DataKey): void {
    this.kept.delete(key.id);
    this.kept.set(key.id, { key, sinceMs: this.nowMs() });
    for (const [oldest] of this.kept) {
      if (this.kept.size <= this.atMost) break;
      this.forget(oldest);
    }
  }

  forget(id: string): void {
    this.kept.delete(id);
  }

  get size(): number {
    return this.kept.size;
  }
}
