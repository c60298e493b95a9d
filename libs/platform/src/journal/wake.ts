import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { Client } from 'pg';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { connectionOptions } from '../database/database';
import type { PositionedEntry } from './append';

type Signal = 'appended' | 'sequenced';
/** `entries`: those that were just numbered, when it happened in this process; none from another process, or with `appended`. */
type Hear = (entries: readonly PositionedEntry[]) => void;

const CHANNEL = 'bongsu_wake';
/** The other processes are told at once, but not again before this long: under load one NOTIFY stands for many. */
const PAUSE_MS = 5;
const RECONNECT_MS = 1_000;

/**
 * Hints that something is new: in this process at once, to the other processes by a NOTIFY after commit, on a connection of its
 * own and never inside a transaction (NOTIFY there serialises commits database-wide). A lost hint costs a poll interval, never an entry.
 */
@Injectable()
export class Wake implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly emitter = new EventEmitter().setMaxListeners(100);
  private readonly self = newId();
  private readonly pending = new Set<Signal>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private toldAtMs = 0;
  private stopped = false;
  /** Whether the sequencer that leads is in this process: then no other need hear of what waits for its number. */
  numbersHere = false;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'database'>) {}

  onApplicationBootstrap(): void {
    void this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  on(signal: Signal, hear: Hear): () => void {
    this.emitter.on(signal, hear);
    return () => this.emitter.off(signal, hear);
  }

  /** Entries were committed and wait for their positions. */
  appended(): void {
    this.emitter.emit('appended', []);
    if (!this.numbersHere) this.tellOthers('appended');
  }

  /** These entries got their positions and wait for followers. */
  sequenced(entries: readonly PositionedEntry[]): void {
    this.emitter.emit('sequenced', entries);
    this.tellOthers('sequenced');
  }

  private tellOthers(signal: Signal): void {
    this.pending.add(signal);
    this.timer ??= setTimeout(() => this.notify(), Math.max(0, this.toldAtMs + PAUSE_MS - performance.now()));
  }

  private notify(): void {
    this.timer = undefined;
    this.toldAtMs = performance.now();
    const words = [this.self, ...this.pending].join(' ');
    this.pending.clear();
    this.client?.query(`NOTIFY ${CHANNEL}, '${words}'`).catch(() => undefined);
  }

  private hear(words: string): void {
    const [who, ...signals] = words.split(' ');
    if (who === this.self) return;
    for (const signal of signals) if (signal === 'appended' || signal === 'sequenced') this.emitter.emit(signal, []);
  }

  private async connect(): Promise<void> {
    if (this.stopped) return;
    const client = new Client({
      connectionString: this.settings.database.DATABASE_URL,
      // A hint need not survive a crash: without this each NOTIFY would wait for the disk like a commit.
      options: `${connectionOptions(this.settings.database)} -c synchronous_commit=off`,
      application_name: 'bongsu wake',
      pipeline: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => this.reconnect());
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.client = client;
      // Shut down while the connection was being made: nobody else would close it, and the process would never end.
      if (this.stopped) await client.end();
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  private reconnect(): void {
    this.client = undefined;
    if (!this.stopped) setTimeout(() => void this.connect(), RECONNECT_MS).unref();
  }
}
