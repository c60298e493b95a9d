/** A promise of named staff or of part of a lot to one line of one offer, until it leaves or is given back. */
export type Reservation = StaffReservation | LotReservation;

export interface StaffReservation {
  readonly kind: 'staff';
  readonly offerId: string;
  readonly lineNo: number;
  readonly staffId: string;
}

export interface LotReservation {
  readonly kind: 'lot';
  readonly offerId: string;
  readonly lineNo: number;
  readonly lotId: string;
  readonly quantity: number;
}

/**
 * `held`: promised. `consumed`: left the site for good (supplies that were shipped). `released`: given back. Staff stay `held`
 * until they are home again, so that one row answers "is this person promised to anybody?" at every moment between.
 */
export const reservationStates = ['held', 'consumed', 'released'] as const;
export type ReservationState = (typeof reservationStates)[number];
