import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PositionedEntry } from '../journal/append';
import { EntriesArchived } from '../journal/archives';
import { JournalFollower } from '../journal/follower';
import { JournalReader } from '../journal/reader';
import { Wake } from '../journal/wake';
import { Cursors } from '../security/cursors';
import { type Visibility, isSealed, isVisible } from '../security/visibility';
import { tellings } from '../telemetry/tellings';
import { leaving } from './leaving';

/** Somebody who is told of new entries: a socket, seen from the feed. */
export interface Listener {
  readonly visibility: Visibility;
  /** Narrows what the listener asked for; null = everything visible. */
  readonly scopes: readonly string[] | null;
  /** The view (see Views) under which it began: a later one in its cursors would hide from it that what it was shown has been sealed since. */
  readonly view: string;
  /** Takes a batch in the form that all listeners of the same eyes share. */
  take(batch: SharedBatch): void;
  /** It cannot be told what came next: it is to come again, and is then sent for a snapshot. */
  comeAgain(): void;
}

/** New entries as one group of listeners may see them: encoded once, sent many times. */
export interface SharedBatch {
  readonly until: number;
  /** `"entries":[…],"cursor":"…"` as JSON text; null when nothing of the batch is visible to this group. */
  readonly json: string | null;
  /** The same with what ends a frame behind it, `…}]`, in UTF-8; made when it is first asked for. */
  tail(): Buffer;
}

/**
 * Follows the journal in this process and hands new entries to the listeners. Listeners with the same eyes share one encoding
 * and one cursor. Nothing is sent for what a listener may not see, not even a cursor.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LiveFeed.name);
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly watchers = new Set<(entries: readonly PositionedEntry[]) => void>();
  private follower: JournalFollower | undefined;
  private told = 0;

  constructor(
    private readonly reader: JournalReader,
    private readonly wake: Wake,
    private readonly cursors: Cursors,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const head = await this.reader.head();
    this.told = head;
    const follower = new JournalFollower(
      this.reader,
      this.wake,
      head,
      (entries) => this.publish(entries),
      (error) => {
        this.logger.warn({ msg: 'live feed', cause: String(error) });
        if (error instanceof EntriesArchived) this.goOnAfter(error, follower);
      },
    );
    this.follower = follower;
    follower.start();
  }

  /** This process stood still for so long that what it has not read was taken out of the journal. */
  private goOnAfter({ position }: EntriesArchived, follower: JournalFollower): void {
    this.told = position;
    follower.goOnFrom(position);
    for (const listener of [...this.listeners.values()].flatMap((group) => [...group])) listener.comeAgain();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.follower?.stop();
  }

  /**
   * The last position that listeners were told of. It moves in the same breath in which they are told, so that whoever adds a listener and
   * reads it without awaiting in between has everything up to here to read and everything after it still to come.
   */
  get position(): number {
    return this.told;
  }

  add(listener: Listener): () => void {
    const key = eyesOf(listener);
    const group = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, group.add(listener));
    return () => {
      group.delete(listener);
      // Whoever leaves twice must not take a later group of the same eyes along.
      if (group.size === 0 && this.listeners.get(key) === group) this.listeners.delete(key);
    };
  }

  /** Tells code of this process of every new entry, whoever may see it. Answers how to leave. */
  watch(watcher: (entries: readonly PositionedEntry[]) => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  private publish(entries: readonly PositionedEntry[]): void {
    const until = entries.at(-1)?.position ?? this.told;
    this.told = until;
    for (const watcher of this.watchers) watcher(entries);
    const shown = new Map<PositionedEntry, number>();
    for (const group of this.listeners.values()) {
      const [first] = group;
      if (first === undefined) continue;
      const visible = entries.filter((entry) => sees(first, entry));
      const json =
        visible.length === 0
          ? null
          : `"entries":${JSON.stringify(visible.map(leaving))},"cursor":"${this.cursors.ofPosition(until, first.view)}"`;
      const batch = sharedBatch(until, json);
      for (const listener of group) listener.take(batch);
      for (const entry of visible) if (!isSealed(entry.audience)) shown.set(entry, (shown.get(entry) ?? 0) + group.size);
    }
    if (shown.size > 0) tellings.emit('shown', { entries: shown });
  }
}

/** What ends a frame: its object, and the socket.io packet that it is in. */
const FRAME_END = '}]';

function sharedBatch(until: number, json: string | null): SharedBatch {
  let tail: Buffer | undefined;
  return { until, json, tail: () => (tail ??= Buffer.from(`${json ?? ''}${FRAME_END}`)) };
}

export function sees(listener: Pick<Listener, 'visibility' | 'scopes'>, entry: PositionedEntry): boolean {
  const { audience } = entry;
  if (!isVisible(audience, listener.visibility)) return false;
  return listener.scopes === null || audience.some((one) => one === '*' || listener.scopes?.includes(one));
}

function eyesOf(listener: Listener): string {
  return `${JSON.stringify(listener.visibility)}|${JSON.stringify(listener.scopes)}|${listener.view}`;
}
