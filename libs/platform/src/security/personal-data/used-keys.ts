import type { Tx } from '../../database/transaction';
import type { DataKey } from './sealed-value';

/** The data keys that went through a unit of work: whatever the unit answers holds data of these subjects at most. */
export class UsedKeys {
  private readonly byUnit = new WeakMap<Tx, Map<string, DataKey>>();

  note(tx: Tx, key: DataKey): void {
    const noted = this.byUnit.get(tx);
    if (noted === undefined) this.byUnit.set(tx, new Map([[key.id, key]]));
    else noted.set(key.id, key);
  }

  /** In the order of their ids. */
  of(tx: Tx): DataKey[] {
    return [...(this.byUnit.get(tx)?.values() ?? [])].sort(byId);
  }
}

export const byId = (one: DataKey, other: DataKey): number => (one.id < other.id ? -1 : 1);
