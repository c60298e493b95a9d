import { type Condition, type LiveEntry, WELL } from '@bongsu/platform/contract';
import type { Connection } from './connection';

/** How the picture is painted: once per animation frame, or on a timer while the page is hidden and frames do not come. */
export type Schedule = (paint: () => void) => void;

export interface LiveView<State> {
  readonly state: State;
  readonly connection: Connection;
  /** What the server says that it can do without at present. */
  readonly condition: Condition;
  /** False until the first snapshot or the first entries: empty lists mean "not known yet" before, "none" after. */
  readonly loaded: boolean;
}

/**
 * The picture in the browser: the shared reducer over the entries that arrived, kept outside React. Entries are queued
 * and reduced together in one paint, so that a burst of hundreds costs one rendering.
 */
export class LiveStore<State> {
  private view: LiveView<State>;
  private queued: LiveEntry[] = [];
  private painting = false;
  private readonly watchers = new Set<() => void>();
  private readonly readers = new Set<(entries: readonly LiveEntry[]) => void>();

  constructor(
    private readonly empty: State,
    private readonly reduce: (state: State, entries: readonly LiveEntry[]) => State,
    private readonly schedule: Schedule,
  ) {
    this.view = this.nothing();
  }

  readonly current = (): LiveView<State> => this.view;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Called with each painted batch; an empty batch says that the whole picture was replaced, or taken away. */
  readonly onEntries = (reader: (entries: readonly LiveEntry[]) => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  append(entries: readonly LiveEntry[]): void {
    if (entries.length === 0) return;
    this.queued.push(...entries);
    this.paintSoon();
  }

  /** Replaces the whole picture; what was queued before it is part of it or older. */
  replace(state: State): void {
    this.queued = [];
    this.view = { ...this.view, state, loaded: true };
    this.tell([]);
  }

  /** As before the first picture: whoever was shown this one may not see it any more. */
  clear(): void {
    this.queued = [];
    this.view = this.nothing();
    this.tell([]);
  }

  setConnection(connection: Connection): void {
    if (connection.phase === this.view.connection.phase && connection.phase !== 'offline') return;
    this.flush();
    this.view = { ...this.view, connection, loaded: this.view.loaded || connection.phase === 'connected' };
    for (const watcher of this.watchers) watcher();
  }

  setCondition(condition: Condition): void {
    this.view = { ...this.view, condition };
    for (const watcher of this.watchers) watcher();
  }

  private nothing(): LiveView<State> {
    return { state: this.empty, connection: { phase: 'loading' }, condition: WELL, loaded: false };
  }

  private paintSoon(): void {
    if (this.painting) return;
    this.painting = true;
    this.schedule(() => {
      this.painting = false;
      this.flush();
    });
  }

  private flush(): void {
    if (this.queued.length === 0) return;
    const batch = this.queued;
    this.queued = [];
    this.view = { ...this.view, state: this.reduce(this.view.state, batch) };
    this.tell(batch);
  }

  private tell(batch: readonly LiveEntry[]): void {
    for (const watcher of this.watchers) watcher();
    for (const reader of this.readers) reader(batch);
  }
}

export const paintOnFrame: Schedule = (paint) => {
  if (document.hidden) setTimeout(paint, 250);
  else requestAnimationFrame(paint);
};
