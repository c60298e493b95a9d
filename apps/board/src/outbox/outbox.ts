import { type Instant, msBetween, newId } from '@bongsu/kernel';
import { type Send, deliver } from './deliver';
import { type Content, type ItemFacts, type OutboxItem, contentOf, type Errand } from './errand';
import { type Lock, accountKeyOf, newLock, open, seal, unlock } from './lock';
import type { Holder, KeptItem, OutboxStorage } from './storage';

/** The contract keeps a key for a day; an hour less, because clocks differ. */
const KEY_GOOD_MS = 23 * 3_600_000;

export interface OutboxDeps {
  readonly storage: OutboxStorage;
  readonly send: Send;
  readonly now: () => Instant;
  /** Tells that something in it has changed. */
  readonly changed: () => void;
}

/** What one account wants done in this browser, kept until the server has answered, whatever is closed or restarted meanwhile. */
export class Outbox {
  private openers = new Map<string, CryptoKey>();
  private sending: Promise<void> | undefined;

  private constructor(
    private readonly deps: OutboxDeps,
    private readonly holder: Holder,
    private readonly lock: Lock,
  ) {}

  /** For whoever is signed in: the box is made, or opened, with the key that the server tells her. */
  static async of(deps: OutboxDeps, account: { id: string; maySeal: boolean }, toldKey: string): Promise<Outbox> {
    const accountKey = await accountKeyOf(toldKey);
    const openers = new Map<string, CryptoKey>();
    let lock: Lock | undefined;
    for (const one of await deps.storage.locks(account.id)) {
      // One that this key does not open belongs to another installation's past: what is in it stays shut, nothing more is put in.
      const opener = await unlock(one, accountKey).catch(() => null);
      if (opener === null) continue;
      openers.set(one.id, opener);
      lock = one;
    }
    if (lock === undefined) {
      lock = await newLock(newId(), account.id, accountKey);
      await deps.storage.putLock(lock);
      openers.set(lock.id, await unlock(lock, accountKey));
    }
    const holder = { accountId: account.id, lockId: lock.id, maySeal: account.maySeal };
    await deps.storage.hold(holder);
    const outbox = new Outbox(deps, holder, lock);
    outbox.openers = openers;
    return outbox;
  }

  /** Nobody can be asked who this is: whoever was signed in here last may put something in, and sees how much waits. Null when nobody was. */
  static async shut(deps: OutboxDeps): Promise<Outbox | null> {
    const holder = await deps.storage.holder();
    const lock = holder === undefined ? undefined : await deps.storage.lock(holder.lockId);
    return holder === undefined || lock === undefined ? null : new Outbox(deps, holder, lock);
  }

  get isOpen(): boolean {
    return this.openers.size > 0;
  }

  get maySeal(): boolean {
    return this.holder.maySeal;
  }

  /** `content`: of an attempt that was already made, with its keys. Resolves when it is kept. */
  async put(errand: Errand, content: Content = contentOf(errand), tried = false): Promise<ItemFacts> {
    const now = this.deps.now();
    const facts: ItemFacts = {
      id: newId(),
      accountId: this.holder.accountId,
      kind: errand.kind === 'acknowledge' ? 'acknowledge' : 'report',
      queuedAt: now,
      firstTriedAt: tried ? now : null,
      state: 'waiting',
    };
    await this.deps.storage.put({ ...facts, sealed: await seal(this.lock, content) });
    this.deps.changed();
    return facts;
  }

  async items(): Promise<OutboxItem[]> {
    const kept = await this.deps.storage.items(this.holder.accountId);
    return Promise.all(
      kept.map(async ({ sealed: _sealed, ...facts }, index) => ({ ...facts, content: await this.contentOf(kept[index]) })),
    );
  }

  async remove(id: string): Promise<void> {
    await this.deps.storage.remove(id);
    this.deps.changed();
  }

  /** A person has looked and found that it is not there: sent anew, as something new. */
  async sendAnyway(id: string): Promise<void> {
    const item = (await this.items()).find((one) => one.id === id);
    if (item?.content?.errand == null) return;
    await this.put(item.content.errand);
    await this.remove(id);
  }

  /** Sends what waits, oldest first, until something cannot be sent. Resolves with whether everything is sent. */
  async flush(): Promise<boolean> {
    if (!this.isOpen) return false;
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    await this.sending;
    return (await this.deps.storage.items(this.holder.accountId)).every(({ state }) => state !== 'waiting');
  }

  private async sendAll(): Promise<void> {
    // One tab at a time; without locks two may send the same, which the keys make one.
    if (typeof navigator !== 'undefined' && 'locks' in navigator) await navigator.locks.request('bongsu-outbox', () => this.sendWaiting());
    else await this.sendWaiting();
  }

  private async sendWaiting(): Promise<void> {
    for (const item of await this.deps.storage.items(this.holder.accountId)) {
      if (item.state !== 'waiting') continue;
      const content = await this.contentOf(item);
      if (content === null) continue;
      if (!(await this.sendOne(item, content))) return;
    }
  }

  private async sendOne(item: KeptItem, content: Content): Promise<boolean> {
    const now = this.deps.now();
    if (item.firstTriedAt !== null && msBetween(item.firstTriedAt, now) > KEY_GOOD_MS) {
      await this.keep({ ...item, state: 'unsure' }, content);
      return true;
    }
    // Written before it is sent: should this browser end now, it is known that the server may have it.
    const tried = { ...item, firstTriedAt: item.firstTriedAt ?? now };
    await this.deps.storage.put(tried);
    const delivered = await deliver(content, this.deps.send, now, (known) => this.keep(tried, known));
    if (delivered.is === 'ended') await this.keep({ ...tried, state: 'ended' }, delivered.content);
    return delivered.is === 'ended';
  }

  private async keep(item: KeptItem, content: Content): Promise<void> {
    await this.deps.storage.put({ ...item, sealed: await seal(this.lock, content) });
    this.deps.changed();
  }

  private async contentOf(item: KeptItem | undefined): Promise<Content | null> {
    const opener = item === undefined ? undefined : this.openers.get(item.sealed.lockId);
    if (item === undefined || opener === undefined) return null;
    // Written by this board and authenticated: what opens is of its shape.
    return open(opener, item.sealed).then(
      (content) => content as Content,
      () => null,
    );
  }
}
