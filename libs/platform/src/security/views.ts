import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { asHouse } from './acting';
import { type Visibility, isVisible } from './visibility';

/** Something was sealed, or returned: what this audience was shown until then is no longer what it may see. */
export interface ViewChange {
  readonly epoch: number;
  readonly audience: readonly string[];
}

const CHANGES = 'SELECT id::int8 AS epoch, audience FROM platform_view_change WHERE id > $1 ORDER BY id';

/**
 * What somebody may see of the past changes in two ways: her missions and lists change, or an incident is sealed or returned to view. A cursor carries
 * the view under which it was given; when that no longer holds its holder begins anew with a snapshot.
 */
@Injectable()
export class Views {
  private changes: ViewChange[] = [];

  constructor(private readonly database: Database) {}

  /** The last change that this process knows of; 0 = none. */
  get epoch(): number {
    return this.changes.at(-1)?.epoch ?? 0;
  }

  /** Learns what changed until now. Changes are few: they are all kept. */
  async refresh(): Promise<void> {
    const found = await asHouse(() => this.database.query<ViewChange>(CHANGES, [this.epoch]));
    // Another question may have been answered meanwhile.
    for (const change of found) if (change.epoch > this.epoch) this.changes.push(change);
  }

  /** What changed after an epoch, as far as this process knows. */
  since(epoch: number): readonly ViewChange[] {
    return this.changes.filter((change) => change.epoch > epoch);
  }

  /** The view of these eyes as this process knows it now. Tells nobody anything: it leaves the server within encrypted cursors only. */
  of(visibility: Visibility): string {
    return `${this.epoch}.${digestOf(visibility)}`;
  }

  /** Whether a view of before still shows these eyes exactly what they may see. */
  async holds(view: string, visibility: Visibility): Promise<boolean> {
    await this.refresh();
    const [epoch, digest] = view.split('.');
    return digest === digestOf(visibility) && !this.since(Number(epoch)).some((change) => touches(change, visibility));
  }
}

/** Whether eyes saw what was sealed, or see what returned. */
export function touches({ audience }: ViewChange, visibility: Visibility): boolean {
  return isVisible(audience, visibility);
}

function digestOf({ missions, seals }: Visibility): string {
  const inOrder = (ids: '*' | readonly string[]): unknown => (ids === '*' ? ids : [...new Set(ids)].sort());
  return createHash('sha256')
    .update(JSON.stringify([inOrder(missions), inOrder(seals)]))
    .digest('base64url')
    .slice(0, 11);
}
