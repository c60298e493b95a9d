import { missionsWhere } from '@bongsu/access';
import type { Reading } from '@bongsu/platform';
import type { ExportSheet } from '../domain/export-sheet';
import type { ExportOrder } from '../domain/export-order';
import { rightsToTakeOut } from './export-rights';

/** How many rows are opened and written down together. */
export const BATCH = 500;

/** Rows that somebody may take out: how many, and some at a time. Only what is personal is opened, and only then goes on record. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly total: number;
  batches(): AsyncIterable<Omit<ExportSheet, 'columns'>>;
}

/** Whom the rows are read for, and why. */
export interface Taking {
  readonly order: ExportOrder;
  readonly reading: Reading;
}

/** The missions of an order that its asker may still take out, `null` = all; undefined when none is left. */
export function missionsLeft({ order, reading }: Taking): readonly string[] | null | undefined {
  const within = (missions: readonly string[] | null, of: '*' | readonly string[]): readonly string[] | null =>
    of === '*' ? missions : missions === null ? of : missions.filter((id) => of.includes(id));
  const left = rightsToTakeOut(order).reduce<readonly string[] | null>(
    (missions, permission) => within(missions, missionsWhere(reading.actor, permission)),
    order.missionIds,
  );
  return left?.length === 0 ? undefined : left;
}
