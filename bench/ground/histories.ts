import type { Databases } from './databases';
import type { Partner } from './partner';

/** What filling told. */
export interface Filled {
  /** Entries that the product's own sequencer numbered and sealed in a second, with nothing else to do. */
  readonly sealedPerSecond: number;
}

interface History extends Filled {
  readonly name: string;
}

/** Entries of one incident: opened, a report filed and linked, acknowledged, closed. */
export const ENTRIES_EACH = 5;

/** Databases with a past: so many incidents, each with a report that can be read, and their entries numbered and sealed by the product. */
export class Histories {
  private readonly made = new Map<number, Promise<History>>();

  constructor(
    private readonly databases: Databases,
    private readonly filler: () => Partner,
    private readonly cursorKey: string,
  ) {}

  /** A fresh copy of the world with so many incidents; `onFill` is told before the first of its size is made. */
  async copy(incidents: number, name: string, onFill: () => void = () => undefined): Promise<string> {
    if (!this.made.has(incidents)) onFill();
    return this.databases.copyOf((await this.of(incidents)).name, name);
  }

  /** How fast the one of this size was sealed when it was made. */
  async sealedPerSecond(incidents: number): Promise<number> {
    return (await this.of(incidents)).sealedPerSecond;
  }

  private of(incidents: number): Promise<History> {
    const known = this.made.get(incidents);
    if (known !== undefined) return known;
    const making = this.make(incidents);
    this.made.set(incidents, making);
    // One that could not be made is tried again by the next chapter.
    making.catch(() => this.made.delete(incidents));
    return making;
  }

  private async make(incidents: number): Promise<History> {
    const name = `history_${String(incidents)}`;
    const url = await this.databases.world(name);
    const filler = this.filler();
    const filled = await filler.ask<Filled>('fill', { url, cursorKey: this.cursorKey, incidents });
    await filler.stop();
    // As they would stand after a day: statistics known, nothing left to clean up.
    await this.databases.run(url, 'VACUUM (ANALYZE)', 'CHECKPOINT');
    return { name, ...filled };
  }
}
