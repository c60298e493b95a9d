import { setTimeout as delay } from 'node:timers/promises';
import type { Databases } from './databases';
import { fillJournal } from './fill-journal';
import type { Product } from './product';

/** Databases with a history: so many reports filed and as many entries, numbered and sealed by the product itself. */
export class Journals {
  private readonly made = new Map<number, Promise<string>>();

  constructor(
    private readonly databases: Databases,
    private readonly startApi: (databaseUrl: string) => Promise<Product>,
  ) {}

  /** A fresh copy of the world with so many entries; `onFill` is told before the first of its length is made. */
  async copy(entries: number, name: string, onFill: () => void = () => undefined): Promise<string> {
    let original = this.made.get(entries);
    if (original === undefined) {
      onFill();
      original = this.make(entries);
      this.made.set(entries, original);
      // One that could not be made is tried again by the next chapter.
      original.catch(() => this.made.delete(entries));
    }
    return this.databases.copyOf(await original, name);
  }

  private async make(entries: number): Promise<string> {
    const name = `journal_${String(entries)}`;
    const url = await this.databases.world(name);
    await fillJournal(this.databases, url, entries);
    const api = await this.startApi(url);
    while ((await this.unnumbered(url)) > 0) await delay(200);
    await api.partner.stop();
    // As they would stand after a day: statistics known, nothing left to clean up.
    await this.databases.run(url, 'VACUUM (ANALYZE)', 'CHECKPOINT');
    return name;
  }

  private async unnumbered(url: string): Promise<number> {
    const [row] = await this.databases.run<{ left: string }>(url, 'SELECT count(*) AS left FROM journal_entry WHERE position IS NULL');
    return Number(row?.left);
  }
}
