import { type Instant, addMs, days } from '@bongsu/kernel';
import type { LotView } from './supplies';

/** What decisions need to know of a lot: one item, one expiry, one site. Counts are in the item's unit. */
export interface Lot {
  readonly id: string;
  readonly lotNo: string;
  readonly itemCode: string;
  readonly missionId: string;
  readonly quantity: number;
  readonly reserved: number;
  readonly expiresAt: Instant | null;
  readonly condition: LotView['condition'];
  readonly version: number;
}

/**
 * How long supplies must still be good after they arrive when nobody names a lot. PROPOSED: 30 days, the last of the expiry
 * warnings at 180, 90 and 30 days (domain §8). A person who names a lot may use it up to its last day.
 */
export const SHELF_LIFE_MARGIN_DAYS = 30;

/** Only what is not promised to somebody else may be promised. */
export function free(lot: Pick<Lot, 'quantity' | 'reserved'>): number {
  return lot.quantity - lot.reserved;
}

/** Why a lot cannot be sent, in the order in which it is checked. */
export type LotObstacle = 'not-good' | 'expired' | 'expires-too-soon' | 'reserved';

/** `named`: a person chose this very lot, so the margin is hers to judge; a lot past its day on arrival is never sent. */
export function lotObstacle(lot: Lot, arrivesAt: Instant, named = false): LotObstacle | null {
  if (lot.condition === 'expired' || (lot.expiresAt !== null && lot.expiresAt <= arrivesAt)) return 'expired';
  if (lot.condition !== 'good') return 'not-good';
  if (!named && lot.expiresAt !== null && lot.expiresAt < addMs(arrivesAt, days(SHELF_LIFE_MARGIN_DAYS))) return 'expires-too-soon';
  return free(lot) <= 0 ? 'reserved' : null;
}

/** First expired, first out; what never expires goes last. */
export function compareByExpiry(a: Lot, b: Lot): number {
  const never = '9999';
  return (a.expiresAt ?? never).localeCompare(b.expiresAt ?? never) || a.lotNo.localeCompare(b.lotNo) || a.id.localeCompare(b.id);
}

export interface LotPick {
  readonly lotId: string;
  readonly quantity: number;
}

/** Takes `count` of an item from usable lots, first expired first out; takes what there is when it is less. */
export function pickLots(lots: readonly Lot[], itemCode: string, count: number, arrivesAt: Instant, named = false): LotPick[] {
  const usable = lots.filter((lot) => lot.itemCode === itemCode && lotObstacle(lot, arrivesAt, named) === null).sort(compareByExpiry);
  const picks: LotPick[] = [];
  let missing = count;
  for (const lot of usable) {
    if (missing <= 0) break;
    const quantity = Math.min(missing, free(lot));
    picks.push({ lotId: lot.id, quantity });
    missing -= quantity;
  }
  return picks;
}
