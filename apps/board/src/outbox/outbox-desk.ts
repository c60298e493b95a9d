import { useSyncExternalStore } from 'react';
import type { AccountView } from '@bongsu/access/contract';
import { get, send } from '../api/client';
import { serverNow } from '../api/server-time';
import type { Content, Errand, OutboxItem } from './errand';
import { Outbox, type OutboxDeps } from './outbox';
import { OutboxStorage } from './storage';

export interface OutboxView {
  /** Whether this browser can keep anything at all: it needs a secure address and a storage of its own. */
  readonly isThere: boolean;
  /** Whether what waits may be read and sent: a session is there. */
  readonly isOpen: boolean;
  readonly maySeal: boolean;
  readonly items: readonly OutboxItem[];
}

const NOTHING: OutboxView = { isThere: false, isOpen: false, maySeal: false, items: [] };
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** The one outbox of this page: opened for whoever is signed in, and sending by itself whenever the server can be reached. */
class OutboxDesk {
  private view = NOTHING;
  private readonly watchers = new Set<() => void>();
  private deps: Promise<OutboxDeps> | undefined;
  private outbox: Outbox | null = null;
  private opening: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = FIRST_PAUSE_MS;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };
  readonly current = (): OutboxView => this.view;

  /** A failure leaves it as it was: without an outbox the board works on, and a form keeps its draft. */
  signedIn(user: AccountView): Promise<void> {
    this.opening = this.openFor(user);
    return this.opening;
  }

  private async openFor(user: AccountView): Promise<void> {
    try {
      const deps = await this.opened();
      const { key } = await get<{ key: string }>('/me/outbox-key');
      this.outbox = await Outbox.of(deps, { id: user.id, maySeal: user.permissions.includes('incidents.seal') }, key);
      await this.look();
      this.sendSoon();
    } catch {
      if (this.outbox === null) await this.unreachable();
    }
  }

  /** Nobody knows who this is, for the server cannot be asked. */
  async unreachable(): Promise<void> {
    try {
      this.outbox = await Outbox.shut(await this.opened());
      await this.look();
    } catch {
      this.show(NOTHING);
    }
  }

  /** What waits stays, shut, for the next time that this account signs in here; what has ended goes. */
  async signedOut(): Promise<void> {
    clearTimeout(this.timer);
    const { items } = this.view;
    this.outbox = null;
    this.show(NOTHING);
    const deps = await this.opened().catch(() => null);
    if (deps === null) return;
    for (const { id, state } of items) if (state === 'ended') await deps.storage.remove(id);
    await deps.storage.hold(null);
  }

  /** Resolves with whether it is kept. */
  async keep(errand: Errand, content?: Content, tried = false): Promise<boolean> {
    // Whoever files in the first second waits for the box rather than without it.
    await this.opening;
    if (this.outbox === null) return false;
    try {
      await this.outbox.put(errand, content, tried);
      await this.look();
      this.sendSoon();
      return true;
    } catch {
      return false;
    }
  }

  async remove(id: string): Promise<void> {
    await this.outbox?.remove(id);
    await this.look();
  }

  async sendAnyway(id: string): Promise<void> {
    await this.outbox?.sendAnyway(id);
    this.sendNow();
  }

  /** The server can be reached again, or somebody asks. */
  readonly sendNow = (): void => {
    this.pauseMs = FIRST_PAUSE_MS;
    void this.flush();
  };

  private sendSoon(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), 0);
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    const { outbox } = this;
    if (outbox?.isOpen !== true) return;
    const isEmpty = await outbox.flush().catch(() => false);
    await this.look();
    if (isEmpty) return;
    // A thousand browsers must not come back in the same second.
    this.timer = setTimeout(() => void this.flush(), this.pauseMs * (0.5 + Math.random()));
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
  }

  private opened(): Promise<OutboxDeps> {
    this.deps ??= OutboxStorage.open().then((storage) => {
      window.addEventListener('online', this.sendNow);
      return { storage, send, now: serverNow, changed: () => void this.look() };
    });
    return this.deps;
  }

  private async look(): Promise<void> {
    const { outbox } = this;
    if (outbox === null) return this.show(NOTHING);
    const items = await outbox.items();
    if (outbox === this.outbox) this.show({ isThere: true, isOpen: outbox.isOpen, maySeal: outbox.maySeal, items });
  }

  private show(view: OutboxView): void {
    this.view = view;
    for (const watcher of this.watchers) watcher();
  }
}

export const outboxDesk = new OutboxDesk();

export function useOutbox(): OutboxView {
  return useSyncExternalStore(outboxDesk.subscribe, outboxDesk.current);
}
