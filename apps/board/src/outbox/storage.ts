import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ItemFacts } from './errand';
import type { Lock, Sealed } from './lock';

/** An item as it lies in the browser: facts in clear, what was said encrypted. */
export interface KeptItem extends ItemFacts {
  readonly sealed: Sealed;
}

/** Who may put something in while nobody can be asked: the account that was signed in here last, until it signs out. */
export interface Holder {
  readonly accountId: string;
  readonly lockId: string;
  /** What this account could file then; the server decides anew. */
  readonly maySeal: boolean;
}

interface Boxes extends DBSchema {
  items: { key: string; value: KeptItem };
  locks: { key: string; value: Lock };
  holder: { key: 'holder'; value: Holder };
}

/** What the browser keeps over a restart, in IndexedDB. */
export class OutboxStorage {
  private constructor(private readonly database: IDBPDatabase<Boxes>) {}

  /** Rejects where a browser keeps nothing, such as in some private windows. */
  static async open(name = 'bongsu-outbox'): Promise<OutboxStorage> {
    const database = await openDB<Boxes>(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('items', { keyPath: 'id' });
        fresh.createObjectStore('locks', { keyPath: 'id' });
        fresh.createObjectStore('holder');
      },
    });
    return new OutboxStorage(database);
  }

  /** Of one account, in the order in which they were meant. */
  async items(accountId: string): Promise<KeptItem[]> {
    const all = await this.database.getAll('items');
    return all.filter((item) => item.accountId === accountId).sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1));
  }

  async put(item: KeptItem): Promise<void> {
    await this.database.put('items', item);
  }

  async remove(id: string): Promise<void> {
    await this.database.delete('items', id);
  }

  async locks(accountId: string): Promise<Lock[]> {
    return (await this.database.getAll('locks')).filter((lock) => lock.accountId === accountId);
  }

  lock(id: string): Promise<Lock | undefined> {
    return this.database.get('locks', id);
  }

  async putLock(lock: Lock): Promise<void> {
    await this.database.put('locks', lock);
  }

  holder(): Promise<Holder | undefined> {
    return this.database.get('holder', 'holder');
  }

  async hold(holder: Holder | null): Promise<void> {
    if (holder === null) await this.database.delete('holder', 'holder');
    else await this.database.put('holder', holder, 'holder');
  }
}
