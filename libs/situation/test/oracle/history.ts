import type { Entry, EntryDefinition } from '@bongsu/kernel';
import { ReportFiled, ReportShared } from '@bongsu/incidents/contract';

export type Stated<Body> = Entry<string, Body> & { readonly index: number };
export type BodyOf<Definition> = Definition extends EntryDefinition<string, infer Body> ? Body : never;

/** The statements that say all about one thing at their time; what is said later counts from the last of them. */
export type Whole = { readonly index: number; readonly at: string };

/** Everything that was told, to be asked about one thing after another. */
export class History {
  private readonly indexed: readonly (Entry & { index: number })[];

  constructor(entries: readonly Entry[]) {
    this.indexed = entries.map((entry, index) => ({ ...entry, index }));
  }

  /** The same history, before an entry. */
  until(index: number): History {
    return new History(this.indexed.slice(0, index));
  }

  knowsReport(reportId: string): boolean {
    return [...this.of(ReportFiled), ...this.of(ReportShared)].some(({ body }) => body.reportId === reportId);
  }

  of<Body>(definition: EntryDefinition<string, Body>): Stated<Body>[] {
    return this.indexed.filter((entry): entry is Stated<Body> => definition.is(entry));
  }

  after<Body>(birth: { index: number }, definition: EntryDefinition<string, Body>, about: (body: Body) => boolean): Stated<Body>[] {
    return this.of(definition).filter((entry) => entry.index > birth.index && about(entry.body));
  }
}

export function byId<Item, Row>(items: readonly Item[], id: (item: Item) => string, row: (item: Item) => Row): Record<string, Row> {
  return Object.fromEntries(items.map((item) => [id(item), row(item)]));
}
