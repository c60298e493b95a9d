import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { connectionOptions } from '../database/database';

type Signal = 'appended' | 'sequenced';

const CHANNEL = 'bongsu_wake';
const DEBOUNCE_MS = 4;
const RECONNECT_MS = 1_000;

/**
 * Hints that something is new: in this process at once, to the other processes by one debounced NOTIFY after commit, on a
 * connection of its own and never inside a transaction (NOTIFY there serialises commits database-wide). A lost hint costs a
 * poll interval, never an entry.
 */
@Injectable()
export class Wake implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly emitter = new EventEmitter().setMaxListeners(100);
  private readonly pending = new Set<Signal>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'database'>) {}

  onApplicationBootstrap(): void {
    void this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  on(signal: Signal, listener: () => void): () => void {
    this.emitter.on(signal, listener);
    return () => this.emitter.off(signal, listener);
  }

  /** Entries were committed and wait for their positions. */
  appended(): void {
    this.tell('appended');
  }

  /** Entries got their positions and wait for followers. */
  sequenced(): void {
    this.tell('sequenced');
  }

  private tell(signal: Signal): void {
    this.emitter.emit(signal);
    this.pending.add(signal);
    this.timer ??= setTimeout(() => this.notify(), DEBOUNCE_MS);
  }

  private notify(): void {
    this.timer = undefined;
    const signals = [...this.pending];
    this.pending.clear();
    this.client?.query(signals.map((signal) => `NOTIFY ${CHANNEL}, '${signal}'`).join(';')).catch(() => undefined);
  }

  private async connect(): Promise<void> {
    if (this.stopped) return;
    const client = new Client({
      connectionString: this.settings.database.DATABASE_URL,
      options: connectionOptions(this.settings.database),
      application_name: 'bongsu wake',
      pipeline: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => this.reconnect());
    client.on('notification', ({ payload }) => {
      if (payload === 'appended' || payload === 'sequenced') this.emitter.emit(payload);
    });
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
