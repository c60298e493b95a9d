/** Keeps the things last used, at most `limit` of them. */
export class Latest<Value> {
  private readonly kept = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  get(key: string): Value | undefined {
    const value = this.kept.get(key);
    if (value !== undefined) this.put(key, value);
    return value;
  }

  /** Puts it in front; the one used longest ago goes when there are too many. */
  put(key: string, value: Value): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.limit && oldest !== undefined) this.kept.delete(oldest);
  }

  drop(key: string): void {
    this.kept.delete(key);
  }

  clear(): void {
    this.kept.clear();
  }

  get size(): number {
    return this.kept.size;
  }

  entries(): IterableIterator<[string, Value]> {
    return this.kept.entries();
  }
}
